import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers } from '../context.ts'
import { makeDemo } from '../demo/make-demo.ts'
import { bookInfo, booksFolder } from './book.ts'

export const demoHandlers: Handlers<'book.demo'> = {
  'book.demo': async (context, { file }) =>
    context.jobs.run('demo', async (job) => {
      const target = file ?? join(booksFolder(), 'demo.mendunia')
      // Trying the demo a second time goes on in the same book; a file that was named is never taken for it.
      if (file !== undefined || !existsSync(target)) await makeDemo(context, target, job)
      await context.switchBook(() => context.keeper.open(target, context.session.author, context.today()))
      return bookInfo(context.keeper.info())
    }),
}

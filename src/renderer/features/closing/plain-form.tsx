import type { ReactNode } from 'react'
import { Card } from '../../kit/index.ts'
import { EditorBody, type Editor, EditorFrame, Hindrances } from '../../document/index.ts'

/** An editor of a few fields without lines: what it is about, the fields, what hinders it. */
export function PlainForm({ title, note, editor, shown, children, below }: { title: string; note: string; editor: Editor; shown: readonly string[]; children: ReactNode; below?: ReactNode }) {
  return (
    <EditorFrame title={title} editor={editor} noPaper>
      <EditorBody editor={editor}>
        <Card title={note}>
          <div className="editor-form">{children}</div>
          <div className="document-foot"><Hindrances editor={editor} fields={shown} /></div>
        </Card>
        {below}
      </EditorBody>
    </EditorFrame>
  )
}

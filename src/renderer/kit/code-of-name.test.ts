import { expect, it } from 'vitest'
import { codeOfName } from './code-of-name.ts'

it.each([['CV Rotan Jaya', 'ROTANJAYA'], ['Müller & Söhne GmbH', 'MULLERSOHN'], ['上海怡家家居有限公司', ''], ['PT', ''], ['Kursi 60 cm', 'KURSI60CM']])('proposes for %s the code %s', (name, code) => expect(codeOfName(name)).toBe(code))

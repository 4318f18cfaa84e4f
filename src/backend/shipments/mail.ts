/** One e-mail draft with its attachments, as mail programs open it (RFC 5322, MIME). The same papers give the same bytes. */
export function mailDraft(mail: { readonly to: string; readonly subject: string; readonly text: string; readonly files: readonly { readonly fileName: string; readonly mediaType: string; readonly base64: string }[] }): string {
  const boundary = 'mendunia-papers-0001'
  const part = (head: readonly string[], body: string): string => [`--${boundary}`, ...head, '', body].join('\r\n')
  const parts = [
    part(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'], wrapped(Buffer.from(mail.text, 'utf8').toString('base64'))),
    ...mail.files.map(({ fileName, mediaType, base64 }) => part([
      `Content-Type: ${mediaType}; name="${plainName(fileName)}"`, 'Content-Transfer-Encoding: base64', `Content-Disposition: attachment; filename="${plainName(fileName)}"`,
    ], wrapped(base64))),
  ]
  return [
    `To: ${mail.to.replace(/[\r\n]+/g, ' ')}`, `Subject: =?utf-8?B?${Buffer.from(mail.subject, 'utf8').toString('base64')}?=`, 'X-Unsent: 1', 'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary="${boundary}"`, '',
    ...parts, `--${boundary}--`, '',
  ].join('\r\n')
}

const wrapped = (base64: string): string => base64.replace(/(.{76})(?=.)/g, '$1\r\n')
const plainName = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, '_')

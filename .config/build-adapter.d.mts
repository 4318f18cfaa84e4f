/** Builds the PouchDB adapter into the folder (`out/` unless given). @returns the path of the file */
export function buildAdapter(options?: { target?: string }): Promise<string>

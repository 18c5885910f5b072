/** Whether something can be read in it: spaces, hidden marks and bare punctuation are nothing. */
export function isReadable(text: string): boolean {
	return /[\p{L}\p{N}\p{S}]/u.test(text);
}

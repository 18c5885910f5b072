/** Small things that the browser remembers between visits. A browser that does not let is no trouble. */

export function recall(key: string): string | null {
	try {
		return localStorage.getItem(`piiri.${key}`);
	} catch {
		return null;
	}
}

export function keep(key: string, value: string): void {
	try {
		localStorage.setItem(`piiri.${key}`, value);
	} catch {
		// Private windows may refuse; then it is asked again next time.
		return;
	}
}

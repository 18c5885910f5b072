/** The custom id of the form's field for a prompt, counted from 0. */
export function fieldOf(prompt: number): string {
	return `prompt-${prompt}`;
}

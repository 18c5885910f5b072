import { AuthoringError, loadAuthored } from "../shared/authored.ts";
import { type Thought, Thoughts } from "./model.ts";

class ThoughtError extends AuthoringError {}

/**
 * The small deeds and thoughts of a folder, by turns from each file.
 * @throws AuthoringError with every problem of every file, one a line
 */
export function loadThoughts(dir: string): Thought[] {
	const files = [...loadAuthored(dir, Thoughts, ThoughtError).values()];
	const longest = Math.max(...files.map(({ cards }) => cards.length));
	return Array.from({ length: longest }, (_, index) =>
		files.flatMap((file) => {
			const card = file.cards[index];
			return card ? [{ key: `${file.key}/${card.key}`, text: card.text }] : [];
		}),
	).flat();
}

import type { IntroductionTexts } from "./model.ts";

/** A text's length in UTF-16 units, as Discord counts: three fit in one message with their prompts. */
export const TEXT_LENGTH = 1000;
/** How long a draft waits to be posted. */
export const DRAFT_HOURS = 24;

/** A text for each of the prompts, trimmed; what was left out is empty. */
export function fitted(texts: IntroductionTexts, prompts: number): IntroductionTexts {
	return Array.from({ length: prompts }, (_, index) => (texts[index] ?? "").normalize("NFC").trim());
}

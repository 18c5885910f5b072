import { z } from "zod";

/** The languages people read Piiri in. */
export const Language = z.enum(["fi", "sv", "en"]);
export type Language = z.infer<typeof Language>;

/** A text in every language; a missing language is an authoring error. */
export const Localized = z.strictObject({
	fi: z.string().trim().min(1),
	sv: z.string().trim().min(1),
	en: z.string().trim().min(1),
});
export type Localized = z.infer<typeof Localized>;

/** The reader's language from a Discord locale such as "sv-SE", or the fallback when we do not speak it. */
export function languageOf(locale: string | null | undefined, fallback: Language): Language {
	const parsed = Language.safeParse(locale?.slice(0, 2));
	return parsed.success ? parsed.data : fallback;
}

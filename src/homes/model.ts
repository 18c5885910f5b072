import type { GuildId, HomeRef } from "../shared/ids.ts";
import type { Language, Localized } from "../shared/language.ts";

/** A group or a place, as what both have is asked of it. */
export interface Home {
	ref: HomeRef;
	guildId: GuildId;
	name: string;
	language: Language;
	/** Whether people meet there: a group between its series does not. */
	open: boolean;
	/** The ground rules that it starts from. */
	rules: readonly Localized[];
}

import { z } from "zod";
import type { GuildId, OrganisationId, PlaceId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/** What somebody works as. One person may do several. */
export const Duty = z.enum(["facilitator", "supervisor", "expert", "coordinator"]);
export type Duty = z.infer<typeof Duty>;

/** What everybody goes through before they may take a shift alone. */
export const InductionStep = z.enum(["rules", "voice", "safety"]);
export type InductionStep = z.infer<typeof InductionStep>;

/** How somebody is reminded of their shifts: by direct message only when they asked for it. */
export const RemindBy = z.enum(["dm", "channel", "off"]);
export type RemindBy = z.infer<typeof RemindBy>;

export interface Organisation {
	id: OrganisationId;
	guildId: GuildId;
	name: string;
}

/** Somebody who works on a server. Their public name and organisation are shown, nothing else. */
export interface StaffMember {
	guildId: GuildId;
	userId: UserId;
	publicName: string;
	organisation: Organisation | null;
	duties: Duty[];
	/** Where they work as a supervisor; empty means every place. */
	places: PlaceId[];
	/** The steps that are done. */
	induction: InductionStep[];
	remindBy: RemindBy;
	language: Language;
}

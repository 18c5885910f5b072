import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GuildId, HandoverId, ShiftRef } from "../shared/ids.ts";

/** What people seem to need, as a count for the coordinator; the words are `handovers:topic.<topic>`. */
export const Topic = z.enum([
	"loneliness",
	"coping",
	"relationships",
	"studies-work",
	"money-services",
	"health",
	"gaming",
	"safety",
	"joy",
	"other",
]);
export type Topic = z.infer<typeof Topic>;

export const HandoverText = z.strictObject({
	talkedAbout: z.string(),
	toFollow: z.string(),
	needs: z.string(),
	topics: z.array(Topic),
});
/** What one shift leaves word of for the next; of no participant by name. */
export type HandoverText = z.infer<typeof HandoverText>;

/** Something in a handover that tells who a participant is, as it stands there. */
export type Found =
	| { kind: "mention" | "nickname"; said: string }
	| { kind: "email" | "phone" | "identity-code" };

/** Nothing says who wrote it. */
export interface Handover extends HandoverText {
	id: HandoverId;
	guildId: GuildId;
	ref: ShiftRef;
	writtenAt: Temporal.Instant;
}

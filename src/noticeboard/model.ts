import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GuildId, NoticeId, UserId } from "../shared/ids.ts";

/** What a notice tells, in the words of its organisation. */
export const NoticeContent = z.strictObject({
	title: z.string(),
	/** ISO instants. `timed`: at an hour; else the whole day in the server's zone. It ends where it leaves the board. */
	startsAt: z.string(),
	endsAt: z.string(),
	timed: z.boolean(),
	where: z.string(),
	audience: z.string(),
	text: z.string(),
	/** Only https, as `new URL` writes it; null when there is none. */
	link: z.string().nullable(),
	/** Null when there is no picture. */
	picture: z.strictObject({ id: z.int(), alt: z.string() }).nullable(),
});
export type NoticeContent = z.infer<typeof NoticeContent>;

/**
 * Where the words that wait are. `none`: nothing waits. `approved`: the same, and that is told. `draft`: being written. `waiting`: for a moderator. `returned`:
 * a moderator asked for a change. `refused`. `removed`: it was taken from the board by a coordinator.
 */
export const NoticeState = z.enum(["none", "approved", "draft", "waiting", "returned", "refused", "removed"]);
export type NoticeState = z.infer<typeof NoticeState>;

/** A notice of an organisation, never of a person. What stands on the board stays until what waits is approved. */
export interface Notice {
	id: NoticeId;
	guildId: GuildId;
	/** Its name, as the coordinator wrote it. */
	organisation: string;
	/** Who wrote it last, to be told what was decided; shown to nobody. Null when they are forgotten. */
	author: UserId | null;
	shown: NoticeContent | null;
	proposed: NoticeContent | null;
	state: NoticeState;
	/** What the moderator said last; empty when nothing. */
	word: string;
	/** Counts what was proposed and decided: a press upon an older one does nothing. */
	revision: number;
	changedAt: Temporal.Instant;
}

/** Somebody who may send notices of an organisation, and nothing else. */
export interface Partner {
	guildId: GuildId;
	userId: UserId;
	organisation: string;
}

/** A picture without what cameras write into it. */
export interface NoticePicture {
	type: "png" | "jpeg";
	data: Buffer;
}

import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GuildId, HelpId, HelpWordId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/** Under their nickname in a thread with those on duty; or so that nobody of the staff sees who it is. */
export const HelpMode = z.enum(["nickname", "pseudonym"]);
export type HelpMode = z.infer<typeof HelpMode>;

/** Whether the person says that somebody's life is in danger now. */
export const Danger = z.enum(["yes", "unsure", "no"]);
export type Danger = z.infer<typeof Danger>;

/** What visitors are called; the words are `help:visitor.<word>`. */
export const VISITORS = [
	"birch",
	"rowan",
	"spruce",
	"pine",
	"willow",
	"aspen",
	"maple",
	"linden",
	"juniper",
	"heather",
	"clover",
	"bluebell",
	"daisy",
	"moss",
	"fern",
	"reed",
	"lily",
	"violet",
	"thyme",
	"sorrel",
] as const;

/** A calm name for somebody who is not to be known: a word and, when all words are in use, a number from 2. */
export const Visitor = z.strictObject({ word: z.enum(VISITORS), number: z.int().positive() });
export type Visitor = z.infer<typeof Visitor>;

/** `waiting`: nobody of the staff is with the person yet. */
export const HelpState = z.enum(["waiting", "met", "closed"]);
export type HelpState = z.infer<typeof HelpState>;

/** Who writes, or closes. `time`: nobody had for long. */
export const HelpSide = z.enum(["person", "staff"]);
export type HelpSide = z.infer<typeof HelpSide>;
export const ClosedBy = z.enum([...HelpSide.options, "time"]);
export type ClosedBy = z.infer<typeof ClosedBy>;

/** Somebody who asked for help. */
export interface HelpRequest {
	id: HelpId;
	guildId: GuildId;
	/** Null under a pseudonym. */
	userId: UserId | null;
	/** Under a pseudonym: what it is, and who it is, encrypted; the latter null when they are forgotten. */
	visitor: Visitor | null;
	link: Buffer | null;
	/** What they wrote beforehand; empty when nothing. */
	about: string;
	danger: Danger | null;
	/** In which they read. */
	language: Language;
	state: HelpState;
	openedAt: Temporal.Instant;
	/** Since when somebody has been on duty and nobody with the person; null while nobody is on duty. */
	awaitedSince: Temporal.Instant | null;
	/** When the coordinator was called because nobody came. */
	escalatedAt: Temporal.Instant | null;
	closedAt: Temporal.Instant | null;
	closedBy: ClosedBy | null;
}

/** What is carried from one side to the other. It does not say who of the staff wrote it. */
export interface HelpWord {
	id: HelpWordId;
	helpId: HelpId;
	by: HelpSide;
	text: string;
}

/** Two of the staff who find out, for danger of life, who a visitor is; one of them alone does not. */
export interface Unmasking {
	helpId: HelpId;
	guildId: GuildId;
	visitor: Visitor;
	firstBy: UserId;
	firstReason: string;
	firstAt: Temporal.Instant;
	secondBy: UserId | null;
	secondReason: string | null;
	secondAt: Temporal.Instant | null;
	/** When the visitor was told. */
	toldAt: Temporal.Instant | null;
}

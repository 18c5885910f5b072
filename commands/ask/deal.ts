import type { ButtonInteraction, ModalSubmitInteraction } from "discord.js";
import { type Action, customId } from "../../src/discord/customIds.ts";
import { clip } from "../../src/discord/views/text.ts";
import type { Asked } from "../../src/questions/model.ts";
import { type DealOutcome, LENGTHS, type Reader, type ToRead } from "../../src/questions/service.ts";
import { GuildId, QuestionId, type SessionId, UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { Desk } from "../desk.ts";
import { chosen, type Field, form, select, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { personalLines } from "../personal.ts";
import { reply } from "../reply.ts";
import { printable } from "./print.ts";

type Pressed = ButtonInteraction | ModalSubmitInteraction;
type FormName = Extract<
	Action,
	"asked-answered-form" | "asked-answer-form" | "asked-merge-form" | "asked-drop-form"
>;

/** Answered in the meeting: any of those that are open. */
export const askedAnswered: ButtonHandler<"asked-answered"> = {
	access: "anyone",
	run: (interaction, [id], desk) =>
		ask(interaction, id, desk, "asked-answered-form", ({ questions }, { t }) => {
			const open = questions.filter(({ state }) => state === "open");
			return open.length === 0 ? [] : [which(open, t("questions:form.which-answered"), "which", 25)];
		}),
};

export const askedAnsweredSent: FormHandler<"asked-answered-form"> = {
	access: "anyone",
	run: (interaction, [id], desk) =>
		done(interaction, desk, "answered", (guildId, by) =>
			desk.questions.dealing.markAnswered(guildId, id, by, picked(interaction, "which"), desk.now),
		),
};

/** In words, for the questions room. */
export const askedAnswer: ButtonHandler<"asked-answer"> = {
	access: "anyone",
	run: (interaction, [id], desk) =>
		ask(interaction, id, desk, "asked-answer-form", ({ questions }, { t }) =>
			questions.length === 0
				? []
				: [
						which(questions, t("questions:form.which"), "which"),
						{
							label: t("questions:form.answer"),
							hint: t("questions:form.answer-hint"),
							component: textInput("answer", { long: true, max: LENGTHS.answer, required: true }),
						},
					],
		),
};

export const askedAnswerSent: FormHandler<"asked-answer-form"> = {
	access: "anyone",
	run(interaction, [id], desk) {
		const [question] = picked(interaction, "which");
		const words = written(interaction, "answer");
		return done(interaction, desk, "told", async (guildId, by) =>
			question === undefined
				? { kind: "gone" }
				: desk.questions.dealing.answer(guildId, id, by, { which: question, words }, desk.now),
		);
	},
};

/** Those that ask the same become one. */
export const askedMerge: ButtonHandler<"asked-merge"> = {
	access: "staff",
	run: (interaction, [id], desk) =>
		ask(interaction, id, desk, "asked-merge-form", ({ questions }, { t }) => {
			const open = questions.filter(({ state }) => state === "open");
			if (open.length < 2) return [];
			return [
				which(open, t("questions:form.keep"), "keep"),
				which(open, t("questions:form.same"), "same", 25),
			];
		}),
};

export const askedMergeSent: FormHandler<"asked-merge-form"> = {
	access: "staff",
	run(interaction, [id], desk) {
		const [keep] = picked(interaction, "keep");
		const same = picked(interaction, "same");
		return done(interaction, desk, "merged", async (guildId, by) =>
			keep === undefined
				? { kind: "gone" }
				: desk.questions.dealing.merge(guildId, id, by, { keep, same }, desk.now),
		);
	},
};

/** Takes an improper one away. */
export const askedDrop: ButtonHandler<"asked-drop"> = {
	access: "staff",
	run: (interaction, [id], desk) =>
		ask(interaction, id, desk, "asked-drop-form", ({ questions }, { t }) =>
			questions.length === 0 ? [] : [which(questions, t("questions:form.which-drop"), "which")],
		),
};

export const askedDropSent: FormHandler<"asked-drop-form"> = {
	access: "staff",
	run(interaction, [id], desk) {
		const [question] = picked(interaction, "which");
		return done(interaction, desk, "dropped", async (guildId, by) =>
			question === undefined
				? { kind: "gone" }
				: desk.questions.dealing.drop(guildId, id, by, question, desk.now),
		);
	},
};

/** The list as a page to be printed, for the expert. */
export const askedPrint: ButtonHandler<"asked-print"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t } = desk;
		const found = await readable(interaction, id, desk);
		if (!found) return reply(interaction, { text: t("questions:reply.not-yours") });
		const nicknames = await desk.read((tx) => desk.questions.nicknames(tx, found.questions));
		return reply(interaction, {
			text: t("questions:reply.print"),
			file: { name: "questions.html", data: Buffer.from(printable(t, found, nicknames), "utf8") },
		});
	},
};

/** Opens a form about the questions, or says that there are none for it. */
async function ask(
	interaction: ButtonInteraction,
	id: SessionId,
	desk: Desk,
	action: FormName,
	fields: (found: ToRead, desk: Desk) => Field[],
): Promise<void> {
	const { t } = desk;
	const found = await readable(interaction, id, desk);
	if (!found) return reply(interaction, { text: t("questions:reply.not-yours") });
	const asked = fields(found, desk);
	if (asked.length === 0) return reply(interaction, { text: t("questions:reply.nothing") });
	await interaction.showModal(form(customId(action, id), t("questions:form.deal-title"), asked));
}

async function done(
	interaction: ModalSubmitInteraction,
	desk: Desk,
	what: "answered" | "told" | "merged" | "dropped",
	act: (guildId: GuildId, by: Reader) => Promise<DealOutcome>,
): Promise<void> {
	const { t } = desk;
	const by = readerOf(interaction, desk);
	const outcome: DealOutcome = by ? await act(by.guildId, by) : { kind: "gone" };
	switch (outcome.kind) {
		case "done":
			return reply(interaction, { text: t(`questions:reply.${what}`, { count: outcome.count }) });
		case "too-long":
			return reply(interaction, { text: t("questions:reply.too-long", { max: outcome.max }) });
		case "personal":
			return reply(interaction, {
				text: [...personalLines(outcome.found, t).slice(0, 1), t("questions:reply.answer-personal")].join(
					"\n",
				),
			});
		case "gone":
		case "empty":
			return reply(interaction, { text: t(`questions:reply.${outcome.kind}`) });
	}
}

async function readable(interaction: Pressed, id: SessionId, desk: Desk): Promise<ToRead | undefined> {
	const by = readerOf(interaction, desk);
	return by && desk.questions.dealing.read(by.guildId, id, by, desk.now);
}

function readerOf(interaction: Pressed, { settings }: Desk): (Reader & { guildId: GuildId }) | undefined {
	if (!interaction.inCachedGuild() || !settings) return undefined;
	return {
		guildId: GuildId.parse(interaction.guildId),
		userId: UserId.parse(interaction.user.id),
		isStaff: mayUse("staff", interaction.member, settings),
	};
}

function which(questions: readonly Asked[], label: string, id: string, most = 1): Field {
	const options = questions.map((each, index) => ({
		value: String(each.id),
		label: clip(`${index + 1} · ${each.text.replaceAll(/\s+/g, " ")}`, 100),
	}));
	return { label, component: select(id, options, { most }) };
}

function picked(interaction: ModalSubmitInteraction, id: string): QuestionId[] {
	return chosen(interaction, id).flatMap((value) => QuestionId.safeParse(Number(value)).data ?? []);
}

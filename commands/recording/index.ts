import { ApplicationCommandOptionType } from "discord.js";
import { clip, plain } from "../../src/discord/views/text.ts";
import type { RecordedPart } from "../../src/recordings/model.ts";
import { RecordingId } from "../../src/shared/ids.ts";
import { chosenGroup, completeGroup, fitting } from "../complete.ts";
import type { Desk } from "../desk.ts";
import type { Choice, Option, SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { askedSession, sessionOption } from "../session/option.ts";

const { String: Text, Integer, Boolean: YesNo } = ApplicationCommandOptionType;
/** What the choice "nothing" is called. */
const NOTHING = "none";

const part: Option = { name: "part", type: Text, choices: "recorded-part" };

const plan: Subcommand = {
	name: "plan",
	access: "coordinator",
	options: [
		{ name: "group", type: Text, required: true, complete: completeGroup, max: 100 },
		part,
		{ name: "begins", type: Text, choices: "recording-begins" },
		{ name: "days", type: Integer },
		{ name: "series", type: YesNo },
		{ name: "attached", type: YesNo },
	],
	async run(interaction, desk) {
		const { t, settings, recordings, recordingsKept, now } = desk;
		const { options } = interaction;
		const group = await chosenGroup(options.getString("group", true), settings.guildId, desk);
		if (!group) return reply(interaction, { text: t("replies:common.pick-group") });
		const [asked, begins] = [options.getString("part"), options.getString("begins")];
		const [days, series, attached] = [
			options.getInteger("days"),
			options.getBoolean("series"),
			options.getBoolean("attached"),
		];
		const outcome = await recordings.setPlan(
			settings.guildId,
			group.id,
			{
				...(asked === null ? {} : { part: partOf(asked) }),
				...(begins === null ? {} : { begins: begins === "session" ? "session" : "press" }),
				...(days === null ? {} : { keptDays: days }),
				...(series ? { keptDays: null } : {}),
				...(attached === null ? {} : { attached }),
			},
			now,
		);
		switch (outcome.kind) {
			case "not-found":
				return reply(interaction, { text: t("replies:common.pick-group") });
			case "days-range":
				return reply(interaction, { text: t("recordings:reply.days-range", outcome) });
			case "planned": {
				const { part, begins, keptDays } = outcome.plan;
				await recordingsKept.syncCards(now);
				const planned = t("recordings:reply.planned", {
					group: plain(group.name),
					part: t(`recordings:reply.part.${part ?? NOTHING}`),
					begins: t(`recordings:reply.begins.${begins}`),
					kept:
						keptDays === null
							? t("recordings:reply.kept-series")
							: t("recordings:reply.kept", { days: keptDays }),
				});
				const files = outcome.plan.attached ? `\n${t("recordings:reply.attached")}` : "";
				return reply(interaction, { text: planned + files });
			}
		}
	},
};

const session: Subcommand = {
	name: "session",
	access: "staff",
	options: [sessionOption, { ...part, required: true }],
	async run(interaction, desk) {
		const { t, settings, recordings, now } = desk;
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		const what = partOf(interaction.options.getString("part", true));
		const outcome = await recordings.setSession(settings.guildId, asked.session.id, what, now);
		const text = {
			set: t("recordings:reply.session-set", { part: t(`recordings:reply.part.${what ?? NOTHING}`) }),
			begun: t("recordings:reply.session-begun"),
			"not-found": t("replies:common.session-gone"),
		}[outcome];
		await reply(interaction, { text });
	},
};

const remove: Subcommand = {
	name: "remove",
	access: "coordinator",
	options: [{ name: "recording", type: Text, required: true, complete: completeRecording, max: 100 }],
	async run(interaction, { t, settings, recordingsKept, now }) {
		const id = RecordingId.safeParse(Number(interaction.options.getString("recording", true)));
		const outcome = id.success ? await recordingsKept.remove(settings.guildId, id.data, now) : "not-found";
		const text = outcome === "removed" ? t("recordings:reply.removed") : t("recordings:reply.pick");
		await reply(interaction, { text });
	},
};

export const recording: SlashCommand = { name: "recording", subcommands: [plan, session, remove] };

async function completeRecording(
	typed: string,
	{ read, settings, groups, ...desk }: Desk,
): Promise<Choice[]> {
	if (!settings) return [];
	const here = await groups.list(settings.guildId);
	const choices = await read(async (tx) => {
		const found: Choice[] = [];
		for (const group of here) {
			for (const { id, sessionId } of await desk.recordingsKept.listOf(tx, group.id)) {
				const session = await desk.sessions.find(tx, sessionId);
				const name = [session?.number, session?.title, group.name].join(" · ");
				found.push({ name: clip(name, 100), value: String(id) });
			}
		}
		return found;
	});
	return fitting(typed, choices);
}

function partOf(choice: string): RecordedPart | null {
	return choice === "talk" || choice === "all" ? choice : null;
}

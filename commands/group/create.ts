import { ApplicationCommandOptionType } from "discord.js";
import { button } from "../../src/discord/views/view.ts";
import { Commitment, type GroupDraft } from "../../src/groups/model.ts";
import { CAPACITY, DURATION, NAME_LENGTH, WEEKS } from "../../src/groups/service.ts";
import { UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { roleWarning } from "../access.ts";
import { completeProgramme, completeZone } from "../complete.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { parseDate, parseTime } from "../when.ts";
import { draftPreview, problemsText } from "./view.ts";

const { String: Text, Integer, Boolean: YesNo, User } = ApplicationCommandOptionType;

/** A plan without themes has so many sessions unless told. */
export const USUAL_WEEKS = 8;

export const create: Subcommand = {
	name: "create",
	access: "coordinator",
	options: [
		{ name: "name", type: Text, required: true, max: NAME_LENGTH },
		{ name: "programme", type: Text, required: true, complete: completeProgramme, max: 100 },
		{ name: "start-date", type: Text, required: true, max: 20 },
		{ name: "weekday", type: Integer, required: true, choices: "weekday" },
		{ name: "time", type: Text, required: true, max: 20 },
		{ name: "facilitator-1", type: User },
		{ name: "facilitator-2", type: User },
		{ name: "weeks", type: Integer, ...WEEKS },
		{ name: "duration", type: Integer, ...DURATION },
		{ name: "capacity", type: Integer, ...CAPACITY },
		{ name: "commitment", type: Text, choices: "commitment" },
		{ name: "recorded", type: YesNo },
		{ name: "language", type: Text, choices: "language" },
		{ name: "zone", type: Text, complete: completeZone, max: 100 },
	],
	async run(interaction, desk) {
		const { options } = interaction;
		const { settings, t } = desk;
		const key = options.getString("programme", true).trim();
		const programme = desk.programmes.get(key);
		if (!programme) {
			return reply(interaction, {
				text: problemsText([{ kind: "unknown-programme", programme: key }], settings.zone, t),
			});
		}
		// Asking Discord for the roles of those named may take its time.
		await defer(interaction);
		const date = options.getString("start-date", true);
		const time = options.getString("time", true);
		const today = desk.now.toZonedDateTimeISO(settings.zone).toPlainDate();
		const draft: GroupDraft = {
			guildId: settings.guildId,
			name: options.getString("name", true).trim(),
			programme: key,
			language: Language.parse(options.getString("language") ?? settings.language),
			zone: options.getString("zone")?.trim() ?? settings.zone,
			startDate: parseDate(date, today)?.toString() ?? date,
			weekday: options.getInteger("weekday", true),
			time: parseTime(time)?.toString({ smallestUnit: "minute" }) ?? time,
			durationMinutes: options.getInteger("duration") ?? programme.durationMinutes,
			weeks: options.getInteger("weeks") ?? (programme.themes.length || USUAL_WEEKS),
			capacity: options.getInteger("capacity") ?? programme.capacity,
			commitment: Commitment.parse(options.getString("commitment") ?? programme.commitment),
			recorded: options.getBoolean("recorded") ?? programme.recorded,
			facilitators: ["facilitator-1", "facilitator-2"].flatMap((name) => options.getUser(name)?.id ?? []),
		};
		const outcome = await desk.groups.draft(draft, desk.now);
		switch (outcome.kind) {
			case "invalid":
				return reply(interaction, { text: problemsText(outcome.problems, draft.zone, t) });
			case "preview":
				return reply(interaction, {
					text: [
						draftPreview(outcome, programme, t),
						...(await roleWarning(
							draft.facilitators.map((id) => UserId.parse(id)),
							interaction.guild,
							desk,
						)),
					].join("\n"),
					buttons: [
						button(t, "replies:buttons.group-create", "primary", "group-create", outcome.draftId),
						button(t, "replies:buttons.group-discard", "secondary", "group-discard", outcome.draftId),
					],
				});
		}
	},
};

import { ApplicationCommandOptionType } from "discord.js";
import { download } from "../../src/discord/download.ts";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { type AuthoringProblem, LARGEST } from "../../src/shared/authored.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { InstrumentError, readInstrument } from "../../src/surveys/load.ts";
import type { Instrument } from "../../src/surveys/model.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { refusedText } from "./keep.ts";
import { lookAt } from "./look.ts";

/** So many problems are shown; the rest is counted. */
const SHOWN = 10;

export const bring: Subcommand = {
	name: "import",
	access: "coordinator",
	options: [{ name: "file", type: ApplicationCommandOptionType.Attachment, required: true }],
	async run(interaction, { surveys, settings, now, t }) {
		const file = interaction.options.getAttachment("file", true);
		if (file.size > LARGEST) {
			const sizes = { size: Math.ceil(file.size / 1024), most: LARGEST / 1024 };
			return reply(interaction, { text: t("surveys:import.too-large", sizes) });
		}
		await defer(interaction);
		const bytes = await download(file.url, LARGEST);
		if (!bytes) return reply(interaction, { text: t("surveys:import.unreachable") });
		const read = readOrProblems(bytes, file.name);
		if (Array.isArray(read)) return reply(interaction, { text: problemsText(read, t) });
		const outcome = await surveys.own.bring(settings.guildId, read, now);
		switch (outcome.kind) {
			case "refused":
				return reply(interaction, { text: refusedText(outcome, t) });
			case "preview": {
				const { draftId, instrument, replaces } = outcome;
				return reply(interaction, {
					text: [
						t("surveys:import.looks"),
						...(replaces ? [t("surveys:import.replaces")] : []),
						lookAt(instrument, t),
					].join("\n"),
					buttons: [
						button(t, "surveys:import.keep", "primary", "instrument-keep", draftId),
						button(t, "surveys:import.try", "secondary", "instrument-try", `~${draftId}`, 1),
						button(t, "surveys:import.drop", "secondary", "instrument-drop", draftId),
					],
				});
			}
		}
	},
};

function readOrProblems(bytes: Uint8Array, name: string): Instrument | AuthoringProblem[] {
	try {
		return readInstrument(bytes, name);
	} catch (error) {
		if (error instanceof InstrumentError) return error.problems;
		throw error;
	}
}

function problemsText(problems: readonly AuthoringProblem[], t: Translate): string {
	const more = problems.length - SHOWN;
	return [
		t("surveys:import.wrong", { count: problems.length }),
		...problems.slice(0, SHOWN).map(({ path, reason, line }) => {
			const said = { path: plain(path, 120), reason: plain(reason, 200) };
			const text =
				line === undefined ? t("surveys:import.no-line", said) : t("surveys:import.line", { ...said, line });
			return `- ${text}`;
		}),
		...(more > 0 ? [t("surveys:import.more", { count: more })] : []),
	].join("\n");
}

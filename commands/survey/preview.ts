import { customId } from "../../src/discord/customIds.ts";
import { clip } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { partsOf } from "../../src/surveys/instrument.ts";
import type { Instrument } from "../../src/surveys/model.ts";
import { form } from "../form.ts";
import type { ButtonHandler, FormHandler, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { fieldOf } from "./fields.ts";
import { askedInstrument, instrumentOption } from "./option.ts";

/** What a form's title holds. */
const TITLE = 45;

/** The real forms, of which nothing is kept. */
export const preview: Subcommand = {
	name: "preview",
	access: "coordinator",
	options: [instrumentOption],
	async run(interaction, desk) {
		const instrument = await askedInstrument(interaction, desk);
		const shown = instrument && previewForm(instrument, instrument.key, 1, desk.t);
		if (shown) await interaction.showModal(shown);
	},
};

export const instrumentTry: ButtonHandler<"instrument-try"> = {
	access: "coordinator",
	async run(interaction, [ref, part], { surveys, settings, t }) {
		const instrument = await surveys.own.find(settings.guildId, ref);
		const shown = instrument && previewForm(instrument, ref, part, t);
		if (!shown) return reply(interaction, { text: t("surveys:import.expired") });
		await interaction.showModal(shown);
	},
};

export const instrumentTryForm: FormHandler<"instrument-try-form"> = {
	access: "coordinator",
	async run(interaction, [ref, part], { surveys, settings, t }) {
		const instrument = await surveys.own.find(settings.guildId, ref);
		if (!instrument) return reply(interaction, { text: t("surveys:import.expired") });
		const parts = partsOf(instrument).length;
		const more = part < parts;
		const keep = ref.startsWith("~")
			? [button(t, "surveys:import.keep", "primary", "instrument-keep", ref.slice(1))]
			: [];
		return reply(interaction, {
			text: more ? t("surveys:preview.next", { part, parts }) : t("surveys:preview.done"),
			buttons: more
				? [button(t, "surveys:preview.go-on", "primary", "instrument-try", ref, part + 1)]
				: [...keep, button(t, "surveys:import.try", "secondary", "instrument-try", ref, 1)],
		});
	},
};

function previewForm(instrument: Instrument, ref: string, part: number, t: Translate) {
	const parts = partsOf(instrument);
	const items = parts[part - 1];
	if (!items) return undefined;
	const lead = instrument.lead?.[t.language];
	const title = instrument.title[t.language];
	return form(
		customId("instrument-try-form", ref, part),
		clip(t("surveys:preview.title", { part, parts: parts.length, title }), TITLE),
		[...(lead === undefined ? [] : [lead]), ...items.map((item) => fieldOf(item, instrument, {}, t))],
	);
}

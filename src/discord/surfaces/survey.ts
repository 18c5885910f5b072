import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { surveyButton, surveySummary } from "../views/survey.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

type SurveySurface = Extract<Surface, { name: `survey.${string}` }>;

export async function loadSurvey(state: State, tx: Tx, surface: SurveySurface): Promise<Loaded | null> {
	const survey = await state.surveys.find(tx, surface.surveyId);
	const session = survey && (await state.sessions.find(tx, survey.sessionId));
	const group = survey && (await state.groups.find(tx, survey.groupId));
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!survey || !session || !group || !settings) return null;
	const { guildId } = group;
	const instrument = state.surveys.instrument(survey.instrument);
	const model = { survey, session, instrument, threshold: state.surveyThreshold };
	if (surface.name === "survey.button") {
		const t = translator(group.language);
		const keep = survey.state === "open" ? "standing" : "update";
		return {
			guildId,
			place: inRoom(group, "discussion"),
			show: group.state === "archived" ? null : show(() => surveyButton(t, model), keep),
		};
	}
	const summary = await state.surveys.summary(tx, survey.id);
	const { language, coordinatorChannelId } = settings;
	const render = async (told: Exclude<typeof summary, { kind: "open" }>) => {
		const drawn =
			told.kind === "shown" && told.items.some(({ type }) => type === "agree" || type === "choice")
				? await state.drawSurvey(told, instrument, language, `${session.title}\n${group.name}`)
				: null;
		return surveySummary(translator(language), { ...model, group, summary: told, drawn });
	};
	return {
		guildId,
		place: { kind: "channel", id: coordinatorChannelId },
		// Anonymous summaries stay when the group is archived.
		show: summary.kind === "open" ? null : show(() => render(summary), "once"),
	};
}

import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { surveySummary } from "../views/survey.ts";
import { type Loaded, show } from "./surface.ts";

type SummarySurface = Extract<Surface, { name: "survey.summary" }>;

export async function loadSurvey(state: State, tx: Tx, surface: SummarySurface): Promise<Loaded | null> {
	const survey = await state.surveys.find(tx, surface.surveyId);
	const settings = survey && (await state.setup.find(tx, survey.guildId));
	if (!survey || !settings) return null;
	const { guildId, groupId, sessionId, occasion } = survey;
	const group = groupId === null ? null : await state.groups.find(tx, groupId);
	const session = sessionId === null ? null : await state.sessions.find(tx, sessionId);
	if (group === undefined || session === undefined) return null;
	const { language, coordinatorChannelId } = settings;
	const instrument = await state.surveys.asked(tx, survey);
	const model = { survey, session, group, instrument, threshold: state.surveyThreshold };
	const summary = await state.surveys.summary(tx, survey.id);
	const render = async (told: Exclude<typeof summary, { kind: "open" }>) => {
		const title = (occasion === "after-session" && session?.title) || instrument.title[language];
		const heading = group ? `${title}\n${group.name}` : title;
		const drawn =
			told.kind === "shown" && told.items.some(({ type }) => type === "agree" || type === "choice")
				? await state.drawSurvey(told, instrument, language, heading)
				: null;
		return surveySummary(translator(language), { ...model, summary: told, drawn });
	};
	return {
		guildId,
		place: { kind: "channel", id: coordinatorChannelId },
		// Anonymous summaries stay when the group is archived.
		show: summary.kind === "open" ? null : show(() => render(summary), "once"),
	};
}

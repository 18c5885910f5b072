import type { Group } from "../../groups/model.ts";
import type { Surface } from "../../outbox/model.ts";
import type { Settings } from "../../setup/model.ts";
import { type Translate, translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import type { Tx } from "../../shared/tx.ts";
import type { Instrument, Survey } from "../../surveys/model.ts";
import { isFor, partFor, type Reader, saysSomething } from "../../surveys/summaries.ts";
import { hasFigures, isForGroup, seriesFor } from "../../surveys/summariesService.ts";
import type { State } from "../state.ts";
import { releaseParts, type SurveyAbout, surveySummary } from "../views/survey.ts";
import { seriesSummary } from "../views/surveySeries.ts";
import { plain, when } from "../views/text.ts";
import { inRoom, type Loaded, type Place, show } from "./surface.ts";

type SurveySurface = Extract<Surface, { name: "survey.summary" | "survey.staff" | "survey.shared" }>;
type SeriesSurface = Extract<
	Surface,
	{ name: "survey.series" | "survey.series-staff" | "survey.series-shared" }
>;

const readers = {
	"survey.summary": "coordinator",
	"survey.staff": "facilitators",
	"survey.shared": "group",
	"survey.series": "coordinator",
	"survey.series-staff": "facilitators",
	"survey.series-shared": "group",
} as const satisfies Record<(SurveySurface | SeriesSurface)["name"], Reader>;

/** What surveys say, to those who read it: when they have closed, and when a series and all its surveys are over. */
export async function loadSurvey(
	state: State,
	tx: Tx,
	surface: SurveySurface | SeriesSurface,
): Promise<Loaded | null> {
	return "surveyId" in surface ? ofSurvey(state, tx, surface) : ofSeries(state, tx, surface);
}

async function ofSurvey(state: State, tx: Tx, { name, surveyId }: SurveySurface): Promise<Loaded | null> {
	const reader = readers[name];
	const survey = await state.surveys.find(tx, surveyId);
	const settings = survey && (await state.setup.find(tx, survey.guildId));
	const group = survey?.groupId == null ? null : await state.groups.find(tx, survey.groupId);
	if (!survey || !settings || group === undefined) return null;
	const at = (shown: Loaded["show"]): Loaded | null => located(reader, settings, group, shown);
	const told = await state.surveys.summary(tx, surveyId);
	if (told.kind === "open" || !isFor(reader, survey.occasion)) return at(null);
	const instrument = await state.surveys.asked(tx, survey);
	const shared = group !== null && (await state.summaries.isShared(tx, group.id, { surveyId }));
	if (reader === "group" && !shared) return at(null);
	const part = told.kind === "shown" ? partFor(reader, told, instrument) : told;
	// To others than the coordinator, nothing is said where there is nothing to read.
	if (reader !== "coordinator" && (part.kind === "hidden" || !saysSomething(part))) return at(null);
	const language = languageOf(reader, settings, group);
	const t = translator(language);
	const about = await aboutOf(state, tx, t, survey, instrument, group);
	const may = reader === "coordinator" && group !== null && group.state !== "archived";
	const releasable = may && isForGroup(survey, { told, instrument });
	const release = releasable ? releaseParts(t, { surveyId }, shared) : [];
	const render = async () => {
		const drawn =
			part.kind === "shown" ? await state.draw.survey(part, instrument, language, about.drawn) : [];
		return surveySummary(t, { about, instrument, reader, summary: part, drawn, release });
	};
	return at(show(render, reader === "group" ? "standing" : "once"));
}

async function ofSeries(
	state: State,
	tx: Tx,
	{ name, groupId, series }: SeriesSurface,
): Promise<Loaded | null> {
	const reader = readers[name];
	const group = await state.groups.find(tx, groupId);
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!group || !settings) return null;
	const at = (shown: Loaded["show"]): Loaded | null => located(reader, settings, group, shown);
	const whole = await state.summaries.series(tx, group, series);
	if (!whole) return at(null);
	const what = { groupId, series };
	const shared = await state.summaries.isShared(tx, groupId, what);
	const summary = seriesFor(reader, whole);
	const says = hasFigures(summary) || summary.words.length > 0;
	if (reader !== "coordinator" && !says) return at(null);
	if (reader === "group" && !shared) return at(null);
	const language = languageOf(reader, settings, group);
	const t = translator(language);
	const may = reader === "coordinator" && group.state !== "archived";
	const releasable = may && hasFigures(seriesFor("group", whole));
	const release = releasable ? releaseParts(t, what, shared) : [];
	const render = async () => {
		const drawn = await state.draw.series(summary, language, group.name);
		return seriesSummary(t, { group: group.name, series, reader, summary, drawn, release });
	};
	return at(show(render, reader === "group" ? "standing" : "once"));
}

function located(
	reader: Reader,
	{ guildId, coordinatorChannelId, staffChannelId }: Settings,
	group: Group | null,
	shown: Loaded["show"],
): Loaded | null {
	const place = (): Place | null => {
		if (reader === "coordinator") return { kind: "channel", id: coordinatorChannelId };
		if (reader === "facilitators") return { kind: "channel", id: staffChannelId };
		return group && inRoom(group, "discussion");
	};
	const where = place();
	if (!where) return null;
	// Where both read the same channel, the coordinator's summary is there already.
	const twice = reader === "facilitators" && coordinatorChannelId === staffChannelId;
	const gone = reader === "group" && group?.state === "archived";
	// Anonymous summaries stay with staff when the group is archived.
	return { guildId, place: where, show: twice || gone ? null : shown };
}

function languageOf(reader: Reader, { language }: Settings, group: Group | null): Language {
	return reader === "group" && group ? group.language : language;
}

/** What a summary is of, in words. */
async function aboutOf(
	state: State,
	tx: Tx,
	t: Translate,
	survey: Survey,
	instrument: Instrument,
	group: Group | null,
): Promise<SurveyAbout> {
	const session = survey.sessionId === null ? undefined : await state.sessions.find(tx, survey.sessionId);
	const own = survey.occasion === "after-session" && session;
	const name = own ? session.title : instrument.title[t.language];
	const title = plain(name);
	if (!group)
		return { title, where: t("surveys:summary.staff", { when: when(survey.opensAt) }), drawn: name };
	const at = session?.startsAt ?? survey.opensAt;
	const where = t("messages:summary.group", { group: plain(group.name), when: when(at) });
	return { title, where, drawn: [name, group.name].join("\n") };
}

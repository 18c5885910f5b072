import { createInstance } from "i18next";
import enCommands from "../../data/locales/en/commands.json" with { type: "json" };
import enCompany from "../../data/locales/en/company.json" with { type: "json" };
import enExports from "../../data/locales/en/exports.json" with { type: "json" };
import enFeedback from "../../data/locales/en/feedback.json" with { type: "json" };
import enGroundRules from "../../data/locales/en/groundRules.json" with { type: "json" };
import enHandovers from "../../data/locales/en/handovers.json" with { type: "json" };
import enHelp from "../../data/locales/en/help.json" with { type: "json" };
import enMessages from "../../data/locales/en/messages.json" with { type: "json" };
import enModeration from "../../data/locales/en/moderation.json" with { type: "json" };
import enNoticeboard from "../../data/locales/en/noticeboard.json" with { type: "json" };
import enOpenings from "../../data/locales/en/openings.json" with { type: "json" };
import enPictures from "../../data/locales/en/pictures.json" with { type: "json" };
import enPrevention from "../../data/locales/en/prevention.json" with { type: "json" };
import enQuestions from "../../data/locales/en/questions.json" with { type: "json" };
import enRecordings from "../../data/locales/en/recordings.json" with { type: "json" };
import enReplies from "../../data/locales/en/replies.json" with { type: "json" };
import enRosters from "../../data/locales/en/rosters.json" with { type: "json" };
import enStaff from "../../data/locales/en/staff.json" with { type: "json" };
import enStories from "../../data/locales/en/stories.json" with { type: "json" };
import enSummaries from "../../data/locales/en/summaries.json" with { type: "json" };
import enSurveys from "../../data/locales/en/surveys.json" with { type: "json" };
import fiCommands from "../../data/locales/fi/commands.json" with { type: "json" };
import fiCompany from "../../data/locales/fi/company.json" with { type: "json" };
import fiExports from "../../data/locales/fi/exports.json" with { type: "json" };
import fiFeedback from "../../data/locales/fi/feedback.json" with { type: "json" };
import fiGroundRules from "../../data/locales/fi/groundRules.json" with { type: "json" };
import fiHandovers from "../../data/locales/fi/handovers.json" with { type: "json" };
import fiHelp from "../../data/locales/fi/help.json" with { type: "json" };
import fiMessages from "../../data/locales/fi/messages.json" with { type: "json" };
import fiModeration from "../../data/locales/fi/moderation.json" with { type: "json" };
import fiNoticeboard from "../../data/locales/fi/noticeboard.json" with { type: "json" };
import fiOpenings from "../../data/locales/fi/openings.json" with { type: "json" };
import fiPictures from "../../data/locales/fi/pictures.json" with { type: "json" };
import fiPrevention from "../../data/locales/fi/prevention.json" with { type: "json" };
import fiQuestions from "../../data/locales/fi/questions.json" with { type: "json" };
import fiRecordings from "../../data/locales/fi/recordings.json" with { type: "json" };
import fiReplies from "../../data/locales/fi/replies.json" with { type: "json" };
import fiRosters from "../../data/locales/fi/rosters.json" with { type: "json" };
import fiStaff from "../../data/locales/fi/staff.json" with { type: "json" };
import fiStories from "../../data/locales/fi/stories.json" with { type: "json" };
import fiSummaries from "../../data/locales/fi/summaries.json" with { type: "json" };
import fiSurveys from "../../data/locales/fi/surveys.json" with { type: "json" };
import svCommands from "../../data/locales/sv/commands.json" with { type: "json" };
import svCompany from "../../data/locales/sv/company.json" with { type: "json" };
import svExports from "../../data/locales/sv/exports.json" with { type: "json" };
import svFeedback from "../../data/locales/sv/feedback.json" with { type: "json" };
import svGroundRules from "../../data/locales/sv/groundRules.json" with { type: "json" };
import svHandovers from "../../data/locales/sv/handovers.json" with { type: "json" };
import svHelp from "../../data/locales/sv/help.json" with { type: "json" };
import svMessages from "../../data/locales/sv/messages.json" with { type: "json" };
import svModeration from "../../data/locales/sv/moderation.json" with { type: "json" };
import svNoticeboard from "../../data/locales/sv/noticeboard.json" with { type: "json" };
import svOpenings from "../../data/locales/sv/openings.json" with { type: "json" };
import svPictures from "../../data/locales/sv/pictures.json" with { type: "json" };
import svPrevention from "../../data/locales/sv/prevention.json" with { type: "json" };
import svQuestions from "../../data/locales/sv/questions.json" with { type: "json" };
import svRecordings from "../../data/locales/sv/recordings.json" with { type: "json" };
import svReplies from "../../data/locales/sv/replies.json" with { type: "json" };
import svRosters from "../../data/locales/sv/rosters.json" with { type: "json" };
import svStaff from "../../data/locales/sv/staff.json" with { type: "json" };
import svStories from "../../data/locales/sv/stories.json" with { type: "json" };
import svSummaries from "../../data/locales/sv/summaries.json" with { type: "json" };
import svSurveys from "../../data/locales/sv/surveys.json" with { type: "json" };
import { Language } from "./language.ts";

/** What Piiri says, by language and namespace. English is the one that types the keys; a test holds all alike. */
export const resources = {
	fi: {
		messages: fiMessages,
		replies: fiReplies,
		commands: fiCommands,
		pictures: fiPictures,
		staff: fiStaff,
		openings: fiOpenings,
		rosters: fiRosters,
		handovers: fiHandovers,
		summaries: fiSummaries,
		surveys: fiSurveys,
		feedback: fiFeedback,
		stories: fiStories,
		exports: fiExports,
		recordings: fiRecordings,
		moderation: fiModeration,
		help: fiHelp,
		prevention: fiPrevention,
		noticeboard: fiNoticeboard,
		questions: fiQuestions,
		groundRules: fiGroundRules,
		company: fiCompany,
	},
	sv: {
		messages: svMessages,
		replies: svReplies,
		commands: svCommands,
		pictures: svPictures,
		staff: svStaff,
		openings: svOpenings,
		rosters: svRosters,
		handovers: svHandovers,
		summaries: svSummaries,
		surveys: svSurveys,
		feedback: svFeedback,
		stories: svStories,
		exports: svExports,
		recordings: svRecordings,
		moderation: svModeration,
		help: svHelp,
		prevention: svPrevention,
		noticeboard: svNoticeboard,
		questions: svQuestions,
		groundRules: svGroundRules,
		company: svCompany,
	},
	en: {
		messages: enMessages,
		replies: enReplies,
		commands: enCommands,
		pictures: enPictures,
		staff: enStaff,
		openings: enOpenings,
		rosters: enRosters,
		handovers: enHandovers,
		summaries: enSummaries,
		surveys: enSurveys,
		feedback: enFeedback,
		stories: enStories,
		exports: enExports,
		recordings: enRecordings,
		moderation: enModeration,
		help: enHelp,
		prevention: enPrevention,
		noticeboard: enNoticeboard,
		questions: enQuestions,
		groundRules: enGroundRules,
		company: enCompany,
	},
};

type English = (typeof resources)["en"];
/** Dotted paths to the texts; of `people_one` and `people_other` the path is `people`. */
type Path<T> = {
	[K in keyof T & string]: T[K] extends string
		? K extends `${infer Base}_${"one" | "other"}`
			? Base
			: K
		: `${K}.${Path<T[K]>}`;
}[keyof T & string];

/** A text's name, e.g. `messages:card.title`. */
export type TextKey = { [N in keyof English]: `${N}:${Path<English[N]>}` }[keyof English];

/** What is put in a text's `{{places}}`. `count` chooses between `_one` and `_other`. */
type Vars = Readonly<Record<string, string | number>>;

/** A language's voice. Throws on a key or a place that is missing: that is a programming error. */
export interface Translate {
	(key: TextKey, vars?: Vars): string;
	readonly language: Language;
}

const i18next = createInstance({
	resources,
	supportedLngs: Language.options,
	fallbackLng: false,
	ns: Object.keys(resources.en),
	defaultNS: false,
	initAsync: false,
	returnEmptyString: false,
	// Discord is not HTML; views escape what people wrote. What they wrote is never itself looked through for places.
	interpolation: { escapeValue: false, skipOnVariables: true },
	parseMissingKeyHandler: (key) => {
		throw new Error(`No text: ${key}`);
	},
	missingInterpolationHandler: (text, place) => {
		throw new Error(`No value for ${String(place[1])} in: ${text}`);
	},
});
const ready = i18next.init();

/** The texts in one language. */
export function translator(language: Language): Translate {
	return translators[language];
}

function build(language: Language): Translate {
	const fixed = i18next.getFixedT(language);
	return Object.assign((key: TextKey, vars: Vars = {}) => fixed(key, { ...vars, nest: false }), { language });
}

await ready;
const translators = { fi: build("fi"), sv: build("sv"), en: build("en") };

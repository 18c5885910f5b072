import type { AccompanimentService } from "../accompaniment/service.ts";
import type { CompanyService } from "../company/service.ts";
import type { FeedbackService } from "../feedback/service.ts";
import type { GroundRulesService } from "../groundRules/service.ts";
import type { GroupService } from "../groups/service.ts";
import type { HandoverService } from "../handovers/service.ts";
import type { HelpService } from "../help/service.ts";
import type { IntroductionService } from "../introductions/service.ts";
import type { MemberService } from "../members/service.ts";
import type { AppealService } from "../moderation/appeals.ts";
import type { QuietService } from "../moderation/quiet.ts";
import type { ModerationService } from "../moderation/service.ts";
import type { StepsInForce } from "../moderation/stepsInForce.ts";
import type { NoticeboardService } from "../noticeboard/service.ts";
import type { OpeningService } from "../openings/service.ts";
import type { OutboxStore, ResourceStore } from "../outbox/ports.ts";
import type { ArrivalService } from "../prevention/arrivalService.ts";
import type { AutomodService } from "../prevention/automodService.ts";
import type { Programmes } from "../programmes/model.ts";
import type { QuestionService } from "../questions/service.ts";
import type { RecordingKeeping } from "../recordings/keeping.ts";
import type { RecordingService } from "../recordings/service.ts";
import type { OpenSound } from "../recordings/sound.ts";
import type { RosterService } from "../rosters/service.ts";
import type { SessionService } from "../sessions/service.ts";
import type { SetupService } from "../setup/service.ts";
import type { GuildId, RecordingId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { StaffService } from "../staff/service.ts";
import type { StoryService } from "../stories/service.ts";
import type { Instrument } from "../surveys/model.ts";
import type { SurveyService } from "../surveys/service.ts";
import type { Told } from "../surveys/summaries.ts";
import type { SummaryService } from "../surveys/summariesService.ts";
import type { Drawn } from "./pictures/summary.ts";
import type { SeriesFigures } from "./pictures/trend.ts";
import type { Warning } from "./views/recording.ts";

/** Draws figures; the same in words is the `alt` of each. `heading` may hold line breaks. */
interface Draw {
	survey(told: Told, instrument: Instrument, language: Language, heading: string): Promise<Drawn[]>;
	series(figures: SeriesFigures, language: Language, heading: string): Promise<Drawn[]>;
}

/** What delivery reads to work out how Discord should be. It never changes the state, save what is ours in Discord. */
export interface State {
	setup: Pick<SetupService, "find">;
	groups: Pick<GroupService, "find" | "listIn">;
	members: Pick<MemberService, "find" | "list" | "waitingList" | "groupsOf">;
	introductions: Pick<IntroductionService, "find">;
	sessions: Pick<SessionService, "find" | "listIn" | "next" | "present" | "expertsInside" | "wantsEvent">;
	surveys: Pick<SurveyService, "find" | "summary" | "asked" | "together" | "besides" | "listOf" | "planning">;
	summaries: Pick<SummaryService, "isShared" | "series">;
	staff: Pick<StaffService, "find" | "list">;
	openings: Pick<OpeningService, "find" | "place" | "places" | "standing" | "between">;
	rosters: Pick<RosterService, "find" | "findSwap" | "between" | "board" | "mine" | "coverStep" | "circle">;
	feedback: Pick<FeedbackService, "find">;
	stories: Pick<StoryService, "find">;
	help: Pick<HelpService, "look" | "word" | "numbers">;
	accompaniments: Pick<AccompanimentService, "find">;
	groundRules: Pick<GroundRulesService, "present" | "presentOf" | "weighed" | "calledAt">;
	company: {
		requests: Pick<CompanyService["requests"], "find" | "isForMinors">;
		cards: Pick<CompanyService["cards"], "shown">;
		table: Pick<CompanyService["table"], "look" | "isCalled">;
	};
	noticeboard: Pick<NoticeboardService, "find" | "board" | "onBoard" | "picture">;
	questions: Pick<QuestionService, "find" | "ofSession" | "nicknames">;
	handovers: Pick<HandoverService, "notesFor" | "month">;
	moderation: Pick<
		ModerationService,
		"find" | "dossier" | "team" | "coordinators" | "waiting" | "word" | "figures"
	>;
	appeals: Pick<AppealService, "find" | "isAnswered">;
	steps: StepsInForce;
	quiets: Pick<QuietService, "find" | "ofRoom">;
	recordings: Pick<RecordingService, "find" | "ofSession" | "answer" | "marks" | "partOf">;
	recordingsKept: Pick<RecordingKeeping, "chapters" | "isAttached">;
	/** What staff are warned of while a recording runs. */
	recordingWarnings: (id: RecordingId) => readonly Warning[];
	/** How much of a recording is mixed, 0–1; undefined when it is not being mixed. */
	recordingProgress: (id: RecordingId) => number | undefined;
	/** Whether there is a page to listen to recordings on. */
	listens: boolean;
	/** Of a recording that is attached. */
	openSound: OpenSound;
	automod: Pick<AutomodService, "wanted" | "shipped" | "ofCase">;
	arrivals: Pick<ArrivalService, "find" | "findBurst" | "running" | "isHeld" | "waiting" | "called">;
	programmes: Programmes;
	resources: ResourceStore;
	outbox: Pick<OutboxStore, "failed">;
	draw: Draw;
	/** What a server is called, as far as the gateway has told. */
	serverName: (guildId: GuildId) => string;
	/** Fewest answers of which something is shown. */
	surveyThreshold: number;
}

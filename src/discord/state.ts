import type { FeedbackService } from "../feedback/service.ts";
import type { GroupService } from "../groups/service.ts";
import type { HandoverService } from "../handovers/service.ts";
import type { IntroductionService } from "../introductions/service.ts";
import type { MemberService } from "../members/service.ts";
import type { OpeningService } from "../openings/service.ts";
import type { OutboxStore, ResourceStore } from "../outbox/ports.ts";
import type { Programmes } from "../programmes/model.ts";
import type { RosterService } from "../rosters/service.ts";
import type { SessionService } from "../sessions/service.ts";
import type { SetupService } from "../setup/service.ts";
import type { Language } from "../shared/language.ts";
import type { StaffService } from "../staff/service.ts";
import type { StoryService } from "../stories/service.ts";
import type { Instrument } from "../surveys/model.ts";
import type { SurveyService } from "../surveys/service.ts";
import type { Told } from "../surveys/summaries.ts";
import type { SummaryService } from "../surveys/summariesService.ts";
import type { Drawn } from "./pictures/summary.ts";
import type { SeriesFigures } from "./pictures/trend.ts";

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
	handovers: Pick<HandoverService, "notesFor" | "month">;
	programmes: Programmes;
	resources: ResourceStore;
	outbox: Pick<OutboxStore, "failed">;
	draw: Draw;
	/** Fewest answers of which something is shown. */
	surveyThreshold: number;
}

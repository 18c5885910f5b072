import type { Temporal } from "temporal-polyfill";
import type { ExportService } from "../src/exports/service.ts";
import type { FeedbackService } from "../src/feedback/service.ts";
import type { FigureService } from "../src/figures/service.ts";
import type { GroupService } from "../src/groups/service.ts";
import type { HandoverService } from "../src/handovers/service.ts";
import type { HelpService } from "../src/help/service.ts";
import type { IntroductionService } from "../src/introductions/service.ts";
import type { MemberService } from "../src/members/service.ts";
import type { OpeningService } from "../src/openings/service.ts";
import type { Room } from "../src/outbox/model.ts";
import type { PrivacyService } from "../src/privacy/service.ts";
import type { Programmes } from "../src/programmes/model.ts";
import type { RosterService } from "../src/rosters/service.ts";
import type { SessionService } from "../src/sessions/service.ts";
import type { Settings } from "../src/setup/model.ts";
import type { SetupService } from "../src/setup/service.ts";
import type { Translate } from "../src/shared/i18n.ts";
import type { GroupId } from "../src/shared/ids.ts";
import type { Transact } from "../src/shared/tx.ts";
import type { StaffService } from "../src/staff/service.ts";
import type { StoryService } from "../src/stories/service.ts";
import type { Answering } from "../src/surveys/answering.ts";
import type { SurveyService } from "../src/surveys/service.ts";
import type { SummaryService } from "../src/surveys/summariesService.ts";

/** What handlers delegate to. */
export interface Services {
	setup: SetupService;
	programmes: Programmes;
	groups: GroupService;
	members: MemberService;
	introductions: IntroductionService;
	sessions: SessionService;
	surveys: SurveyService;
	summaries: SummaryService;
	answering: Answering;
	staff: StaffService;
	openings: OpeningService;
	rosters: RosterService;
	handovers: HandoverService;
	feedback: FeedbackService;
	stories: StoryService;
	exports: ExportService;
	figures: FigureService;
	help: HelpService;
	privacy: PrivacyService;
	/** Reads what several questions ask, as it is at one moment. */
	read: Transact;
	/** The Discord id of a group's room, or null while it is not there. */
	room(groupId: GroupId, room: Room): Promise<string | null>;
	/** The Discord id of a group's role, or null while it has not been made. */
	role(groupId: GroupId): Promise<string | null>;
	/** What is wrong on a server, a sentence each, with what to do about it; asks Discord. Empty when all is well. */
	problems(settings: Settings, t: Translate): Promise<string[]>;
}

/** One interaction's desk: the services, the moment, and the reader's language. */
export interface Desk extends Services {
	t: Translate;
	now: Temporal.Instant;
	/** Of the server where it happens; undefined before the set-up, and in direct messages. */
	settings: Settings | undefined;
}

/** For what only staff may do, on a server that is set up. */
export interface StaffDesk extends Desk {
	settings: Settings;
}

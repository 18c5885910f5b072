import type { Temporal } from "temporal-polyfill";
import type { AccompanimentService } from "../src/accompaniment/service.ts";
import type { CompanyService } from "../src/company/service.ts";
import type { AutomodLook } from "../src/discord/automodLook.ts";
import type { ExportService } from "../src/exports/service.ts";
import type { FeedbackService } from "../src/feedback/service.ts";
import type { FigureService } from "../src/figures/service.ts";
import type { GroundRulesService } from "../src/groundRules/service.ts";
import type { GroupService } from "../src/groups/service.ts";
import type { HandoverService } from "../src/handovers/service.ts";
import type { HelpService } from "../src/help/service.ts";
import type { HomeService } from "../src/homes/service.ts";
import type { IntroductionService } from "../src/introductions/service.ts";
import type { MemberService } from "../src/members/service.ts";
import type { AppealService } from "../src/moderation/appeals.ts";
import type { Where } from "../src/moderation/model.ts";
import type { QuietService } from "../src/moderation/quiet.ts";
import type { ModerationService } from "../src/moderation/service.ts";
import type { StepService } from "../src/moderation/steps.ts";
import type { NoticeboardService } from "../src/noticeboard/service.ts";
import type { OpeningService } from "../src/openings/service.ts";
import type { Room, Surface } from "../src/outbox/model.ts";
import type { ArrivalService } from "../src/prevention/arrivalService.ts";
import type { AutomodService } from "../src/prevention/automodService.ts";
import type { PrivacyService } from "../src/privacy/service.ts";
import type { Programmes } from "../src/programmes/model.ts";
import type { QuestionService } from "../src/questions/service.ts";
import type { RecordingKeeping } from "../src/recordings/keeping.ts";
import type { Recording } from "../src/recordings/model.ts";
import type { RecordingService } from "../src/recordings/service.ts";
import type { RosterService } from "../src/rosters/service.ts";
import type { SessionService } from "../src/sessions/service.ts";
import type { Settings } from "../src/setup/model.ts";
import type { SetupService } from "../src/setup/service.ts";
import type { Translate } from "../src/shared/i18n.ts";
import type {
	ChannelId,
	GroupId,
	GuildId,
	PlaceId,
	RecordingId,
	TalkRoom,
	UserId,
} from "../src/shared/ids.ts";
import type { Language } from "../src/shared/language.ts";
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
	moderation: ModerationService;
	appeals: AppealService;
	steps: StepService;
	quiets: QuietService;
	feedback: FeedbackService;
	stories: StoryService;
	exports: ExportService;
	figures: FigureService;
	help: HelpService;
	accompaniments: AccompanimentService;
	homes: HomeService;
	groundRules: GroundRulesService;
	company: CompanyService;
	noticeboard: NoticeboardService;
	questions: QuestionService;
	automod: AutomodService;
	arrivals: ArrivalService;
	privacy: PrivacyService;
	recordings: RecordingService;
	recordingsKept: RecordingKeeping;
	/** Who is in the voice room of a group, as far as the gateway has told. */
	inVoice(groupId: GroupId): Promise<UserId[]>;
	/** Stops writing a voice down, or all of a recording, at once: before what follows is committed. */
	recorder: { hush(userId: UserId): void; still(id: RecordingId): void };
	/** The address of a page for one person to listen to one recording; undefined when there is no page. */
	listening(
		recording: Recording,
		userId: UserId,
		language: Language,
		now: Temporal.Instant,
	): string | undefined;
	/** Reads what several questions ask, as it is at one moment. */
	read: Transact;
	/** Of which group or place a channel is. */
	where(channelId: ChannelId): Promise<Where>;
	/** The room in which people talk that a channel is; undefined when it is none of ours. */
	talkRoom(guildId: GuildId, channelId: string): Promise<TalkRoom | undefined>;
	/** The Discord id of such a room, or null while it is not there. */
	channelOf(room: TalkRoom): Promise<string | null>;
	/** How a server's AutoMod stands; asks Discord. */
	automodLook(settings: Settings): Promise<AutomodLook>;
	/** The Discord id of a group's room, or null while it is not there. */
	room(groupId: GroupId, room: Room): Promise<string | null>;
	/** The Discord id of a place's voice room, or null while it is not there. */
	placeVoice(placeId: PlaceId): Promise<string | null>;
	/** The Discord id of the private thread in which a surface stands, or null while there is none. */
	thread(surface: Surface): Promise<string | null>;
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

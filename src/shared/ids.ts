import { z } from "zod";

/**
 * Branded identifiers, so that a session is never taken for a group. Ours are positive integers; Discord's are
 * snowflakes: 64-bit integers written as strings.
 */
const ours = z.int().positive();
const snowflake = z.string().regex(/^\d{15,20}$/);

export const GroupId = ours.brand("GroupId");
export const SessionId = ours.brand("SessionId");
export const SurveyId = ours.brand("SurveyId");
export const OrganisationId = ours.brand("OrganisationId");
export const PlaceId = ours.brand("PlaceId");
export const HoursId = ours.brand("HoursId");
export const OpeningId = ours.brand("OpeningId");
export const SwapId = ours.brand("SwapId");
export const HandoverId = ours.brand("HandoverId");
export const FeedbackId = ours.brand("FeedbackId");
export const StoryId = ours.brand("StoryId");
export const RecordingId = ours.brand("RecordingId");
export const TrackId = ours.brand("TrackId");
export const CaseId = ours.brand("CaseId");
export const CaseMessageId = ours.brand("CaseMessageId");
export const ReportId = ours.brand("ReportId");
export const CaseWordId = ours.brand("CaseWordId");
export const StepId = ours.brand("StepId");
export const AppealId = ours.brand("AppealId");
export const HelpId = ours.brand("HelpId");
export const HelpWordId = ours.brand("HelpWordId");
export const AccompanimentId = ours.brand("AccompanimentId");
export const QuietId = ours.brand("QuietId");
export const BurstId = ours.brand("BurstId");
export const ProposalId = ours.brand("ProposalId");
export const CompanyId = ours.brand("CompanyId");
export const NoticeId = ours.brand("NoticeId");
export const QuestionId = ours.brand("QuestionId");
export const GuildId = snowflake.brand("GuildId");
export const UserId = snowflake.brand("UserId");
export const RoleId = snowflake.brand("RoleId");
export const ChannelId = snowflake.brand("ChannelId");

export type GroupId = z.infer<typeof GroupId>;
export type SessionId = z.infer<typeof SessionId>;
export type SurveyId = z.infer<typeof SurveyId>;
export type OrganisationId = z.infer<typeof OrganisationId>;
export type PlaceId = z.infer<typeof PlaceId>;
export type HoursId = z.infer<typeof HoursId>;
export type OpeningId = z.infer<typeof OpeningId>;
export type SwapId = z.infer<typeof SwapId>;
export type HandoverId = z.infer<typeof HandoverId>;
export type FeedbackId = z.infer<typeof FeedbackId>;
export type StoryId = z.infer<typeof StoryId>;
export type RecordingId = z.infer<typeof RecordingId>;
export type TrackId = z.infer<typeof TrackId>;
export type CaseId = z.infer<typeof CaseId>;
export type CaseMessageId = z.infer<typeof CaseMessageId>;
export type ReportId = z.infer<typeof ReportId>;
export type CaseWordId = z.infer<typeof CaseWordId>;
export type StepId = z.infer<typeof StepId>;
export type AppealId = z.infer<typeof AppealId>;
export type HelpId = z.infer<typeof HelpId>;
export type HelpWordId = z.infer<typeof HelpWordId>;
export type AccompanimentId = z.infer<typeof AccompanimentId>;
export type QuietId = z.infer<typeof QuietId>;
export type BurstId = z.infer<typeof BurstId>;
export type ProposalId = z.infer<typeof ProposalId>;
export type CompanyId = z.infer<typeof CompanyId>;
export type NoticeId = z.infer<typeof NoticeId>;
export type QuestionId = z.infer<typeof QuestionId>;
export type GuildId = z.infer<typeof GuildId>;
export type UserId = z.infer<typeof UserId>;
export type RoleId = z.infer<typeof RoleId>;
export type ChannelId = z.infer<typeof ChannelId>;

/** A shift: of a session or of an opening, by its number, e.g. "session/12". */
export const ShiftRef = z
	.string()
	.regex(/^(session|opening)\/[1-9]\d{0,14}$/)
	.brand("ShiftRef");
export type ShiftRef = z.infer<typeof ShiftRef>;

/** A group or a place, where people are at home, e.g. "group/12", "place/3". */
export const HomeRef = z
	.string()
	.regex(/^(group|place)\/[1-9]\d{0,14}$/)
	.brand("HomeRef");
export type HomeRef = z.infer<typeof HomeRef>;

/** A room of a group or a place in which people talk with each other, e.g. "group/12/voice", "place/3/discussion". */
export const TalkRoom = z
	.string()
	.regex(/^(group\/[1-9]\d{0,14}\/(discussion|questions|voice)|place\/[1-9]\d{0,14}\/(discussion|voice))$/)
	.brand("TalkRoom");
export type TalkRoom = z.infer<typeof TalkRoom>;

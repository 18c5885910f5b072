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
export const GuildId = snowflake.brand("GuildId");
export const UserId = snowflake.brand("UserId");
export const RoleId = snowflake.brand("RoleId");
export const ChannelId = snowflake.brand("ChannelId");

export type GroupId = z.infer<typeof GroupId>;
export type SessionId = z.infer<typeof SessionId>;
export type SurveyId = z.infer<typeof SurveyId>;
export type GuildId = z.infer<typeof GuildId>;
export type UserId = z.infer<typeof UserId>;
export type RoleId = z.infer<typeof RoleId>;
export type ChannelId = z.infer<typeof ChannelId>;

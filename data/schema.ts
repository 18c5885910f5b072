import type { Generated } from "kysely";

/**
 * The tables as SQLite holds them. Times are ISO instants in UTC with milliseconds ("2026-10-22T15:00:00.000Z"), so
 * that they sort as text; booleans are 0 or 1; JSON is text. Stores parse rows with zod on the way out.
 */
export interface Schema {
	settings: {
		guild_id: string;
		language: string;
		zone: string;
		coordinator_role_id: string;
		facilitator_role_id: string;
		staff_channel_id: string;
		coordinator_channel_id: string;
	};
	group_drafts: { id: string; body: string; created_at: string; group_id: number | null };
	groups: {
		id: Generated<number>;
		guild_id: string;
		name: string;
		programme: string;
		language: string;
		zone: string;
		weekday: number;
		time: string;
		duration_minutes: number;
		capacity: number;
		commitment: string;
		recorded: number;
		state: string;
		series: number;
		ended_at: string | null;
	};
	sessions: {
		id: Generated<number>;
		group_id: number;
		series: number;
		number: number;
		title: string;
		description: string;
		expert_name: string | null;
		expert_user_id: string | null;
		starts_at: string;
		duration_minutes: number;
		state: string;
		recorded: number;
		revision: number;
		ended_at: string | null;
	};
	session_facilitators: { session_id: number; user_id: string; slot: number };
	members: {
		group_id: number;
		user_id: string;
		nickname: string;
		consented_at: string;
		reminders: number;
		language: string;
	};
	waiting: {
		id: Generated<number>;
		group_id: number;
		user_id: string;
		language: string;
		offered_until: string | null;
	};
	introductions: {
		group_id: number;
		user_id: string;
		draft: string | null;
		posted: string | null;
		updated_at: string;
	};
	surveys: {
		id: Generated<number>;
		session_id: number;
		group_id: number;
		instrument: string;
		state: string;
		opens_at: string;
		closes_at: string;
	};
	survey_keys: { survey_id: number; key: Buffer };
	survey_marks: { survey_id: number; mark: Buffer };
	ballots: { survey_id: number; id: Buffer; answers: string };
	jobs: {
		key: string;
		job: string;
		due_at: string;
		attempts: number;
		last_error: string | null;
	};
	outbox: {
		id: Generated<number>;
		/** Order of delivery; grows with every put. */
		position: number;
		lane: string;
		key: string;
		effect: string;
		state: string;
		attempts: number;
		available_at: string;
		first_attempt_at: string | null;
		last_error: string | null;
	};
	resources: {
		key: string;
		guild_id: string;
		discord_id: string;
		channel_id: string | null;
		body_hash: string | null;
	};
}

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
		facilitators_wanted: Generated<number>;
		helpers_wanted: Generated<number>;
	};
	session_facilitators: {
		session_id: number;
		user_id: string;
		slot: number;
		/** "facilitator" or "helper". */
		duty: Generated<string>;
	};
	members: {
		group_id: number;
		user_id: string;
		nickname: string;
		consented_at: string;
		reminders: number;
		language: string;
		/** Of groups for young people, e.g. "13-15"; null of others. */
		age_band: string | null;
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
		guild_id: string;
		/** Null where the staff of the server are asked; so are the next two. */
		group_id: number | null;
		session_id: number | null;
		series: number | null;
		occasion: string;
		/** Its key. */
		instrument: string;
		/** Hash of what was asked; null until the first start after an update from before. */
		asked: string | null;
		state: string;
		opens_at: string;
		closes_at: string;
		/** How many could have answered when it closed; null before. */
		people: number | null;
	};
	/** Of open surveys: the keys, wrapped by the master key. 32 bytes: the bare key of an earlier version. */
	survey_secrets: { survey_id: number; wrapped: Buffer };
	survey_marks: { survey_id: number; mark: Buffer };
	/** Of open surveys. */
	sealed_ballots: { survey_id: number; id: Buffer; sealed: Buffer };
	/** Of closed surveys. `answers` is canonical JSON. */
	ballots: { survey_id: number; id: Buffer; answers: string };
	waiting_words: {
		group_id: number;
		series: number;
		id: Buffer;
		instrument: string;
		item: string;
		words: string;
	};
	/** What reports were given of; `parts` is JSON: how many ballots of which part. */
	survey_releases: { group_id: number; key: string; parts: string };
	/** Which summaries were released to their group: "survey/7", "series/2". */
	shared_summaries: { group_id: number; key: string };
	/** Every instrument that was ever asked or brought, as JSON, by SHA-256 of it in hex. */
	instruments: { hash: string; body: string };
	/** `offered`: whether it can be chosen; one that was removed stays, as it may be locked. */
	own_instruments: { guild_id: string; key: string; hash: string; offered: number };
	/** What a coordinator is about to keep; `body` is JSON. */
	instrument_drafts: { id: string; guild_id: string; body: string; made_at: string };
	/** `group_id` is 0 for what the staff of the server are asked; `instrument` null for nothing. */
	survey_plans: { guild_id: string; group_id: number; occasion: string; instrument: string | null };
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
	organisations: { id: Generated<number>; guild_id: string; name: string };
	staff: {
		guild_id: string;
		user_id: string;
		public_name: string;
		organisation_id: number | null;
		/** JSON: duties, and the numbers of places (none: all). */
		duties: string;
		places: string;
		/** JSON: the steps that are done. */
		induction: string;
		remind_by: string;
		language: string;
	};
	places: {
		id: Generated<number>;
		guild_id: string;
		name: string;
		language: string;
		/** Supervisors that the doors need. */
		needs: number;
		holidays: string;
		state: string;
	};
	opening_hours: {
		id: Generated<number>;
		place_id: number;
		/** ISO weekday, 1 = Monday. */
		weekday: number;
		/** Wall-clock "HH:MM" in the server's zone. */
		opens: string;
		closes: string;
		/** ISO dates, both included; null without end. */
		season_from: string | null;
		season_until: string | null;
	};
	/** Other hours on a date, as JSON `[{"opens":"HH:MM","closes":"HH:MM"}]`; `[]` when closed. */
	opening_exceptions: { place_id: number; date: string; hours: string; reason: string };
	openings: {
		id: Generated<number>;
		place_id: number;
		date: string;
		starts_at: string;
		ends_at: string;
		state: string;
		grace_until: string | null;
		revision: number;
		/** JSON or null. */
		theme: string | null;
		override: string | null;
		cancelled_because: string | null;
	};
	opening_slots: { opening_id: number; slot: number; user_id: string | null };
	opening_spans: { opening_id: number; opened_at: string; closed_at: string | null; why: string | null };
	on_duty: { place_id: number; user_id: string; by_button: number; by_voice: number; gone: number };
	swaps: {
		id: Generated<number>;
		guild_id: string;
		ref: string;
		from_user: string;
		to_user: string | null;
		return_ref: string | null;
		state: string;
		taken_by: string | null;
	};
	cover: { guild_id: string; ref: string; short_since: string; filled_at: string | null };
	handovers: {
		id: Generated<number>;
		guild_id: string;
		ref: string;
		written_at: string;
		talked_about: string;
		to_follow: string;
		needs: string;
		/** JSON: topics. */
		topics: string;
	};
	handover_drafts: { guild_id: string; user_id: string; ref: string; body: string; made_at: string };
	/** What was changed because of feedback. `posted` and `draft` are JSON `{"said","did"}` or null. */
	feedback: {
		id: Generated<number>;
		group_id: number;
		series: number;
		posted: string | null;
		posted_at: string | null;
		draft: string | null;
		written_at: string;
	};
	stories: {
		id: Generated<number>;
		group_id: number;
		series: number;
		user_id: string;
		language: string;
		/** JSON: what was told, what it may be used for, and what it is about. */
		body: string;
		uses: string;
		tags: string;
		told_at: string;
		expires_at: string;
		/** As the coordinator would use it; null before. */
		redacted: string | null;
		/** What the teller said of that: 1 yes, 0 no, null not yet. */
		accepted: number | null;
		/** Grows with every change of the text or of its redaction. */
		revision: number;
		/** 1 while it stands in the group's discussion. */
		shown: number;
	};
	/** How a group records. `part`: "talk", "all" or null; `begins`: "session" or "press". */
	recording_plans: {
		group_id: number;
		part: string | null;
		begins: string;
		/** Null: until the series is over. */
		kept_days: number | null;
		attached: number;
	};
	/** What of one session is recorded, where that is not as in its group. */
	recording_parts: { session_id: number; part: string | null };
	recordings: {
		id: Generated<number>;
		session_id: number;
		group_id: number;
		guild_id: string;
		state: string;
		part: string;
		/** Wrapped by the master key; null when it was destroyed. */
		key: Buffer | null;
		started_at: string;
		ended_at: string | null;
		expires_at: string | null;
		trouble: string | null;
		/** JSON: {file, durationMs, bytes}. */
		mix: string | null;
		revision: number;
	};
	/** Milliseconds from `recordings.started_at`, here and below. */
	recording_spans: { recording_id: number; from_ms: number; to_ms: number | null };
	recording_marks: {
		id: Generated<number>;
		recording_id: number;
		at_ms: number;
		kind: string;
		title: string | null;
	};
	recording_tracks: {
		id: Generated<number>;
		recording_id: number;
		user_id: string;
		part: number;
		file: string;
		from_ms: number;
		state: string;
	};
	/** `session_id` is null for a word on the whole series. */
	recording_consents: {
		id: Generated<number>;
		user_id: string;
		group_id: number;
		session_id: number | null;
		series: number;
		answer: string;
		at: string;
	};
	cases: {
		id: Generated<number>;
		guild_id: string;
		state: string;
		kind: string;
		/** Whom it is about. */
		subject: string | null;
		audience: string;
		group_id: number | null;
		place_id: number | null;
		channel_id: string | null;
		urgent: number;
		opened_at: string;
		taken_by: string | null;
		taken_at: string | null;
		closed_at: string | null;
		closed_by: string | null;
		outcome: string;
	};
	/** Copies of messages that were reported. `before`: JSON, what stood before it. `files`: how many hung on it. */
	case_messages: {
		id: Generated<number>;
		case_id: number;
		channel_id: string;
		message_id: string;
		author: string | null;
		sent_at: string;
		copy: string;
		files: number;
		before: string;
	};
	reports: {
		id: Generated<number>;
		case_id: number;
		case_message_id: number | null;
		reporter: string | null;
		reason: string;
		body: string;
		urgent: number;
		at: string;
	};
	/** A message as it was when its report's form was opened. `body`: JSON. */
	report_drafts: { id: string; guild_id: string; reporter: string; body: string; made_at: string };
	/** When somebody reported, for a day: so that one person cannot flood. */
	report_pace: { guild_id: string; reporter: string; at: string };
	case_words: {
		id: Generated<number>;
		case_id: number;
		party: string;
		user_id: string;
		direction: string;
		by: string | null;
		body: string;
		at: string;
	};
	steps: {
		id: Generated<number>;
		case_id: number;
		guild_id: string;
		kind: string;
		subject: string | null;
		group_id: number | null;
		place_id: number | null;
		channel_id: string | null;
		message_id: string | null;
		by: string;
		second: string | null;
		reason: string;
		at: string;
		until: string | null;
		state: string;
		undone_by: string | null;
		undone_at: string | null;
		/** JSON of the step's own kind. */
		detail: string | null;
	};
	appeals: {
		id: Generated<number>;
		step_id: number;
		body: string;
		at: string;
		answer: string;
		answered_by: string | null;
		answered_at: string | null;
		outcome: string | null;
	};
	/** Rooms that are quiet, or were within a day. `room`: e.g. "group/12/voice". */
	quiets: {
		id: Generated<number>;
		guild_id: string;
		room: string;
		started_at: string;
		until: string;
		ended_at: string | null;
	};
	/** What the month's figures count ("2026-07"), of nobody. */
	moderation_counts: { guild_id: string; month: string; what: string; count: number };
	/** Somebody who asked for help. `user_id` is null, and `visitor` and `link` are not, under a pseudonym. */
	/** A `home` is a group or a place, "group/12" or "place/3". `rules`: a JSON array of texts. Versions count from 1. */
	ground_rules: { home: string; version: number; rules: string; adopted_at: string };
	/** What is about to be adopted instead of version `base`. `proposals`: a JSON array of ids that it takes in. */
	ground_rule_drafts: { home: string; rules: string; proposals: string; base: number; written_at: string };
	/** When the rules were last called to mind where people talk. */
	ground_rule_reminders: { home: string; at: string };
	/** `accepted_at`: null when they joined before that was written down. */
	ground_rule_acceptances: {
		home: string;
		user_id: string;
		version: number;
		accepted_at: string | null;
		reminded_at: string | null;
	};
	ground_rule_proposals: {
		id: Generated<number>;
		home: string;
		user_id: string;
		body: string;
		proposed_at: string;
	};
	ground_rule_supports: { proposal_id: number; user_id: string };
	/** What a home wishes of company. `weekday` (ISO) and `time` ("HH:MM"): of the weekly card, null without one. */
	company_homes: {
		home: string;
		guild_id: string;
		open_table: number;
		weekday: number | null;
		time: string | null;
		/** The card that was shown last, by key, and when: an ISO date. */
		thought: string | null;
		posted_on: string | null;
	};
	/** Who would like company now. `told`: "no", "here" or "thread". */
	company_seekers: { home: string; user_id: string; until: string; told: string };
	/** Who would like somebody at their side in a session. */
	company_requests: {
		id: Generated<number>;
		group_id: number;
		session_id: number;
		user_id: string;
		taken_by: string | null;
		asked_at: string;
	};
	help_requests: {
		id: Generated<number>;
		guild_id: string;
		user_id: string | null;
		/** JSON: `{"word":"birch","number":1}`. */
		visitor: string | null;
		/** Who the visitor is, encrypted with the key of `piiri.key`; null when they are forgotten. */
		link: Buffer | null;
		about: string;
		danger: string | null;
		language: string;
		state: string;
		opened_at: string;
		awaited_since: string | null;
		escalated_at: string | null;
		closed_at: string | null;
		closed_by: string | null;
	};
	help_helpers: { help_id: number; user_id: string; position: number };
	help_words: { id: Generated<number>; help_id: number; side: string; body: string };
	/** Of a visitor whose request may be forgotten already; users are staff. */
	help_unmaskings: {
		help_id: number;
		guild_id: string;
		visitor: string;
		first_by: string;
		first_reason: string;
		first_at: string;
		second_by: string | null;
		second_reason: string | null;
		second_at: string | null;
		told_at: string | null;
	};
	/** `user_id` is null while a visitor has not said yes, and everything on people is emptied when it is over. */
	accompaniments: {
		id: Generated<number>;
		guild_id: string;
		help_id: number | null;
		user_id: string | null;
		offered_by: string | null;
		contact_id: string | null;
		contact: string;
		service: string;
		words: string;
		language: string;
		state: string;
		offered_at: string;
		accepted_at: string | null;
		ended_at: string | null;
	};
	/** What a coordinator chose to prevent; of a server without a row, what is usual holds. */
	prevention: { guild_id: string; automod: number; burst_count: number; burst_seconds: number };
	/** Many people who came to a server at once. */
	bursts: {
		id: Generated<number>;
		guild_id: string;
		began_at: string;
		last_at: string;
		ended_at: string | null;
		came: number;
		let_in: number;
		removed: number;
	};
	/** Who came to a server in a burst; `state` is "held" or "out". */
	newcomers: { guild_id: string; user_id: string; at: string; state: string; burst_id: number };
	/** What AutoMod stopped of a person, gathered in a case. `channel_id` is empty when it was in none. */
	automod_hits: {
		case_id: number;
		guild_id: string;
		user_id: string;
		channel_id: string;
		rule: string;
		count: number;
		first_at: string;
		last_at: string;
	};
	/** The channel of a server's noticeboard. */
	noticeboards: { guild_id: string; channel_id: string };
	/** Who may send notices, and of which organisation. */
	notice_partners: { guild_id: string; user_id: string; organisation: string };
	/** A notice as it stands (`shown`) and as it is to be (`proposed`): JSON. `author`: who wrote last. */
	notices: {
		id: Generated<number>;
		guild_id: string;
		organisation: string;
		author: string | null;
		shown: string | null;
		proposed: string | null;
		state: string;
		word: string;
		revision: number;
		changed_at: string;
	};
	notice_pictures: { id: Generated<number>; notice_id: number; type: string; data: Buffer };
	/** Questions to experts, under random numbers; `user_id` only of those under a nickname. */
	questions: {
		id: number;
		group_id: number;
		session_id: number;
		user_id: string | null;
		body: string;
		state: string;
		merged_into: number | null;
		answer: string | null;
		answered_at: string | null;
	};
}

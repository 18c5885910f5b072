import type { GroupId, RecordingId, SessionId, TrackId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Consent, Mark, RecordedPart, RecordedSpan, Recording, RecordingPlan, Track } from "./model.ts";

export interface RecordingStore {
	insert(tx: Tx, recording: Omit<Recording, "id">): Promise<Recording>;
	save(tx: Tx, recording: Recording): Promise<void>;
	find(tx: Tx, id: RecordingId): Promise<Recording | undefined>;
	ofSession(tx: Tx, sessionId: SessionId): Promise<Recording | undefined>;
	/** A group's, in the order in which they began. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Recording[]>;
	/** All that are in one of these states, in the order in which they began. */
	inState(tx: Tx, ...states: Recording["state"][]): Promise<Recording[]>;
	/** The recording, its spans, marks and tracks. The words on it stay: forget those apart. */
	remove(tx: Tx, id: RecordingId): Promise<void>;

	/** In order of time. */
	spans(tx: Tx, id: RecordingId): Promise<RecordedSpan[]>;
	/** Begins a span; of the same moment there is one. */
	putSpan(tx: Tx, id: RecordingId, span: RecordedSpan): Promise<void>;
	marks(tx: Tx, id: RecordingId): Promise<Mark[]>;
	addMark(tx: Tx, id: RecordingId, mark: Mark): Promise<void>;

	tracks(tx: Tx, id: RecordingId): Promise<Track[]>;
	/** Of every recording. */
	tracksOf(tx: Tx, userId: UserId): Promise<Track[]>;
	addTrack(tx: Tx, track: Omit<Track, "id">): Promise<Track>;
	closeTrack(tx: Tx, id: TrackId): Promise<void>;
	removeTrack(tx: Tx, id: TrackId): Promise<void>;
}

export interface ConsentStore {
	/** Adds a word; nothing is ever changed. */
	add(tx: Tx, consent: Consent): Promise<void>;
	/** A group's words in the order in which they were said. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Consent[]>;
	/** A person's, of all groups. */
	of(tx: Tx, userId: UserId): Promise<Consent[]>;
	/** A session's are as old as its recording; those for a series go with the series. */
	removeOfSession(tx: Tx, sessionId: SessionId): Promise<void>;
	removeOfSeries(tx: Tx, groupId: GroupId, series: number): Promise<void>;
	removeOf(tx: Tx, userId: UserId, groupId?: GroupId): Promise<void>;
}

export interface RecordingPlanStore {
	find(tx: Tx, groupId: GroupId): Promise<RecordingPlan | undefined>;
	put(tx: Tx, plan: RecordingPlan): Promise<void>;
	remove(tx: Tx, groupId: GroupId): Promise<void>;
	/** What one session has otherwise than its group; undefined when it has not. */
	ofSession(tx: Tx, sessionId: SessionId): Promise<{ part: RecordedPart | null } | undefined>;
	putSession(tx: Tx, sessionId: SessionId, part: RecordedPart | null): Promise<void>;
}

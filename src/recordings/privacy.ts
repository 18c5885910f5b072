import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { RecordingKeeping } from "./keeping.ts";
import type { ConsentStore, RecordingStore } from "./ports.ts";

export function recordingsPrivacy(dependencies: {
	store: RecordingStore;
	consents: ConsentStore;
	recordings: Pick<RecordingKeeping, "forgetPerson">;
}): PrivacyContract {
	const { store, consents, recordings } = dependencies;
	return {
		feature: "recordings",
		keeps: [
			{
				table: "recording_tracks",
				what: {
					fi: "Äänesi niissä tapaamisissa, joissa suostuit tallentamiseen. Tiedostot on salattu.",
					sv: "Din röst från träffar där du sade ja till att spelas in. Filerna är krypterade.",
					en: "Your voice in the meetings in which you said yes to being recorded. The files are encrypted.",
				},
				until: {
					fi: "Kunnes tallenne poistetaan, tai kunnes poistat äänesi siitä.",
					sv: "Tills inspelningen raderas, eller tills du tar bort din röst från den.",
					en: "Until the recording is deleted, or until you take your voice out.",
				},
			},
			{
				table: "recording_consents",
				what: {
					fi: "Milloin suostuit tallentamiseen, kielsit sen tai peruit suostumuksesi.",
					sv: "När du sade ja eller nej till att spelas in, eller tog tillbaka ditt ja.",
					en: "When you said yes or no to being recorded, or took your yes back.",
				},
				until: {
					fi: "Yhtä kauan kuin tallenne; koko sarjaa koskeva vastaus sarjan loppuun.",
					sv: "Lika länge som inspelningen; ett svar för hela serien tills serien är slut.",
					en: "As long as the recording; an answer for the whole series until the series is over.",
				},
			},
		],
		async export(tx, userId) {
			const words = await consents.of(tx, userId);
			const tracks = await store.tracksOf(tx, userId);
			return {
				...(words.length > 0 && {
					recordingConsents: words.map(({ groupId, sessionId, series, answer, at }) => ({
						group: groupId,
						...(sessionId === null ? { wholeSeries: series } : { meeting: sessionId }),
						answer,
						at: iso(at),
					})),
				}),
				...(tracks.length > 0 && {
					recordedIn: [...new Set(tracks.map(({ recordingId }) => recordingId))],
				}),
			};
		},
		erase: (tx, userId, now) => recordings.forgetPerson(tx, userId, now),
	};
}

import type { PrivacyContract } from "../privacy/model.ts";
import type { OutboxStore, ResourceStore } from "./ports.ts";

/**
 * What is on its way to Discord and where it stands there. Nothing is erased here: what other features erase is
 * brought in step by these very rows, and they go when that is done.
 */
export function outboxPrivacy(dependencies: {
	outbox: Pick<OutboxStore, "naming">;
	resources: Pick<ResourceStore, "naming">;
}): PrivacyContract {
	return {
		feature: "outbox",
		keeps: [
			{
				table: "outbox",
				what: {
					fi: "Mitä Discordissa pitää vielä muuttaa sinun takiasi, esimerkiksi roolisi.",
					sv: "Vad som ännu ska ändras i Discord för din del, till exempel din roll.",
					en: "What is still to be changed in Discord on your account, for example your role.",
				},
				until: {
					fi: "Kunnes muutos on tehty, yleensä muutaman sekunnin.",
					sv: "Tills ändringen är gjord, oftast några sekunder.",
					en: "Until the change is made, usually a few seconds.",
				},
			},
			{
				table: "resources",
				what: {
					fi: "Missä Discordissa on sinua koskeva viesti, esimerkiksi esittelysi.",
					sv: "Var i Discord ett meddelande om dig finns, till exempel din presentation.",
					en: "Where in Discord a message about you stands, for example your introduction.",
				},
				until: {
					fi: "Kunnes viesti on poistettu.",
					sv: "Tills meddelandet är borttaget.",
					en: "Until the message is removed.",
				},
			},
		],
		async export(tx, userId) {
			const effects = await dependencies.outbox.naming(tx, userId);
			const messages = await dependencies.resources.naming(tx, userId);
			return {
				...(effects.length > 0 && { waiting: effects }),
				...(messages.length > 0 && { messages: messages.map(({ bodyHash: _, ...where }) => where) }),
			};
		},
		async erase() {
			// See above.
		},
	};
}

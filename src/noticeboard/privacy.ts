import type { PrivacyContract } from "../privacy/model.ts";
import type { NoticeStore } from "./ports.ts";
import type { NoticeboardService } from "./service.ts";

/** Notices are an organisation's; only who wrote one last, and who may write, is kept of a person. */
export function noticeboardPrivacy({
	store,
	noticeboard,
}: {
	store: Pick<NoticeStore, "byAuthor" | "partnerships">;
	noticeboard: Pick<NoticeboardService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "noticeboard",
		keeps: [
			{
				table: "notices",
				what: {
					fi: "Kuka muokkasi järjestön ilmoitusta viimeksi, jotta hänelle voidaan kertoa päätöksestä. Muille näkyy vain järjestö.",
					sv: "Vem som senast ändrade en organisations anslag, så att beslutet kan berättas. Andra ser bara organisationen.",
					en: "Who last changed a notice of an organisation, so that they can be told what was decided. Others see only the organisation.",
				},
				until: {
					fi: "Kunnes ilmoitus vanhenee tai otetaan takaisin.",
					sv: "Tills anslaget har gått ut eller tas tillbaka.",
					en: "Until the notice is over or taken back.",
				},
			},
			{
				table: "notice_partners",
				what: {
					fi: "Että saat lähettää järjestösi ilmoituksia.",
					sv: "Att du får skicka anslag för din organisation.",
					en: "That you may send notices of your organisation.",
				},
				until: {
					fi: "Kunnes koordinaattori poistaa oikeuden, poistat tietosi tai lähdet palvelimelta.",
					sv: "Tills koordinatorn tar bort rätten, du raderar dina uppgifter eller lämnar servern.",
					en: "Until the coordinator takes it away, you erase your data, or you leave the server.",
				},
			},
		],
		async export(tx, userId) {
			const notices = await store.byAuthor(tx, userId);
			const partner = await store.partnerships(tx, userId);
			return {
				...(notices.length > 0 && {
					notices: notices.map(({ organisation, state, shown, proposed }) => ({
						organisation,
						state,
						title: (proposed ?? shown)?.title ?? "",
					})),
				}),
				...(partner.length > 0 && { partnerOf: partner.map(({ organisation }) => organisation) }),
			};
		},
		erase: (tx, userId, now) => noticeboard.forgetPerson(tx, userId, now),
	};
}

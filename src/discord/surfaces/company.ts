import { inCompany } from "../../duty/rules.ts";
import type { GuildId, UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";

/**
 * Those of the staff who are let into a private thread with a participant, or in which one of theirs is written to: when
 * it would be one alone, coordinators of the server too, so that nobody works with a young person unseen.
 */
export async function companyOf(
	state: Pick<State, "staff">,
	tx: Tx,
	guildId: GuildId,
	team: readonly UserId[],
	except: UserId | null,
	/** Where no coordinator is known: nobody, or the others who lead and supervise. */
	otherwise: "nobody" | "leaders" = "nobody",
): Promise<UserId[]> {
	const known = await state.staff.list(tx, guildId);
	const may = known.filter(({ duties }) => otherwise === "leaders" || duties.includes("coordinator"));
	return inCompany(team, may, except);
}

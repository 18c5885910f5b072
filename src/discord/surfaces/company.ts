import { inCompany } from "../../duty/rules.ts";
import type { GuildId, UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";

/**
 * Those of the staff who are let into a private thread with a participant, or in which one of theirs is written to: when
 * it would be one alone, others of the server too, so that nobody works with a young person unseen.
 */
export async function companyOf(
	state: Pick<State, "staff">,
	tx: Tx,
	guildId: GuildId,
	team: readonly UserId[],
	except: UserId | null,
): Promise<UserId[]> {
	return inCompany(team, await state.staff.list(tx, guildId), except);
}

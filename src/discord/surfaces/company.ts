import { inCompany } from "../../duty/rules.ts";
import type { GuildId, UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";

/**
 * Those of the staff who are let into a private thread with a participant, or in which one of theirs is written to: when
 * it would be one alone, the coordinators of the server too, so that nobody works with a young person unseen.
 */
export async function companyOf(
	state: Pick<State, "staff">,
	tx: Tx,
	guildId: GuildId,
	team: readonly UserId[],
	except: UserId | null,
): Promise<UserId[]> {
	const staff = team.length === 1 ? await state.staff.list(tx, guildId) : [];
	const coordinators = staff.filter(({ duties }) => duties.includes("coordinator"));
	return inCompany(
		team,
		coordinators.map(({ userId }) => userId),
		except,
	);
}

using Radzen;
using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Shell;

namespace RegionNet.Portal.Commendations;

/// <summary>Sends a step of one nomination.</summary>
/// <param name="path">The last part of the step's address.</param>
public delegate Task SendStep(string path, NominationStepRequest request);

/// <summary>Sends a step of one or many nominations, all or none.</summary>
public delegate Task SendTogether(string path, NominationsTogether request);

/// <summary>A step that this person may take: its words, and how it is asked.</summary>
/// <param name="Ask">False when the person thought better of it.</param>
public sealed record NominationDeed(
    string Name,
    string Words,
    string Class,
    Func<DialogService, SendStep, SendTogether, Task<bool>> Ask
);

/// <summary>The steps of a nomination as the service allows them (<see cref="Nomination.Allowed"/>), with what each of them asks.</summary>
public static class NominationDeeds
{
    public static IEnumerable<NominationDeed> Of(Nomination nomination) =>
        nomination.Allowed.SelectMany(step => Of(step));

    /// <summary>Steps that many nominations take together, by the state they wait in.</summary>
    public static NominationDeed? Together(string state) =>
        state switch
        {
            "selected" => Of("public-notice").Single(),
            "public-notice" => Of("approval").Single(),
            "approved" => Of("announcement").Single(),
            _ => null,
        };

    private static IEnumerable<NominationDeed> Of(string step) =>
        step switch
        {
            "submission" => [Plain(step, Texts.NominationSteps.Submit)],
            "recommendation" => [Plain(step, Texts.NominationSteps.Recommend)],
            "eligibility-check" => [Plain(step, Texts.NominationSteps.Eligible)],
            "unit-notice" =>
            [
                new(
                    step,
                    Texts.NominationSteps.UnitNotice,
                    "primary",
                    (dialogs, send, _) =>
                        StepDialog.Ask(
                            dialogs,
                            Texts.NominationSteps.UnitNotice,
                            null,
                            document: false,
                            days: true,
                            (_, days) => send(step, new NominationStepRequest { Notice = days })
                        )
                ),
            ],
            "provincial-review" =>
            [
                new(
                    "pass",
                    Texts.NominationSteps.Pass,
                    "primary",
                    (dialogs, send, _) =>
                        StepDialog.Ask(
                            dialogs,
                            Texts.NominationSteps.Pass,
                            null,
                            document: false,
                            days: false,
                            (_, _) => send(step, new NominationStepRequest { Decision = "passed" })
                        )
                ),
                Reasoned("return", step, Texts.NominationSteps.Return, Texts.NominationSteps.ReturnLead, "returned"),
                Reasoned("reject", step, Texts.NominationSteps.Reject, Texts.NominationSteps.RejectLead, "rejected"),
            ],
            "joint-review" =>
            [
                new(
                    step,
                    Texts.NominationSteps.Select,
                    "primary",
                    (dialogs, send, _) =>
                        StepDialog.Ask(
                            dialogs,
                            Texts.NominationSteps.Select,
                            null,
                            document: true,
                            days: false,
                            (document, _) => send(step, new NominationStepRequest { DocumentNumber = document })
                        )
                ),
            ],
            "public-notice" => [Many(step, "public-notices", Texts.NominationSteps.OpenNotice, days: true)],
            "approval" => [Many(step, "approvals", Texts.NominationSteps.Approve, days: false)],
            "announcement" => [Many(step, "announcements", Texts.NominationSteps.Announce, days: false)],
            "rejection" =>
            [
                Reasoned("reject", step, Texts.NominationSteps.Reject, Texts.NominationSteps.RejectLead, null),
            ],
            "withdrawal" =>
            [
                Reasoned("withdraw", step, Texts.NominationSteps.Withdraw, Texts.NominationSteps.WithdrawLead, null),
            ],
            _ => [],
        };

    /// <summary>A dialog with nothing to fill in: it is where a refusal is read.</summary>
    private static NominationDeed Plain(string step, Text words) =>
        new(
            step,
            words,
            "primary",
            (dialogs, send, _) =>
                StepDialog.Ask(
                    dialogs,
                    words,
                    null,
                    document: false,
                    days: false,
                    (_, _) => send(step, new NominationStepRequest())
                )
        );

    private static NominationDeed Many(string step, string path, Text words, bool days) =>
        new(
            step,
            words,
            "primary",
            (dialogs, _, send) =>
                StepDialog.Ask(
                    dialogs,
                    words,
                    Texts.CommendationQueue.Together,
                    document: true,
                    days,
                    (document, notice) =>
                        send(path, new NominationsTogether { DocumentNumber = document, Notice = notice })
                )
        );

    private static NominationDeed Reasoned(string name, string step, Text words, Text lead, string? decision) =>
        new(
            name,
            words,
            "danger",
            async (dialogs, send, _) =>
                await ReasonDialog.Ask<object>(
                    dialogs,
                    new ReasonQuestion(words, lead, Texts.Common.Reason, words, Texts.Common.Cancel, Dangerous: true),
                    async reason =>
                    {
                        await send(step, new NominationStepRequest { Decision = decision, Reason = reason });
                        return true;
                    }
                )
                    is not null
        );
}

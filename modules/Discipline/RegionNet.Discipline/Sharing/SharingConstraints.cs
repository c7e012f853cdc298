using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What a violated constraint of sharing, exchange and filings means to the caller.</summary>
internal static class SharingConstraints
{
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    )
    {
        ["subscriber_once"] = SharingErrors.SubscriptionExists,
        ["subscriber_jurisdiction"] = SharingErrors.JurisdictionExcluded,
        ["subscriber_term"] = SharingErrors.TermTooLong,
        ["subscriber_receipt_hash"] = SharingErrors.ReceiptDiffers,
        ["subscriber_confirms_what_it_got"] = SharingErrors.NotGivenYet,
        ["province_task_jurisdiction"] = SharingErrors.JurisdictionExcluded,
        ["province_task_move_allowed"] = SharingErrors.TaskMoveNotAllowed,
        ["exchange_signer_jurisdiction"] = SharingErrors.JurisdictionExcluded,
    };
}

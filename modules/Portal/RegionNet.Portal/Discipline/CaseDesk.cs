using RegionNet.Portal.Api;

namespace RegionNet.Portal.Discipline;

/// <summary>What several dialogs do with a case.</summary>
public static class CaseDesk
{
    /// <returns>The case with the document.</returns>
    /// <exception cref="ProblemException">It was refused.</exception>
    public static Task<DisciplineCaseDetail> HandIn(
        ApiClient api,
        DisciplineCaseDetail detail,
        DocumentDraft draft,
        CancellationToken cancel
    ) =>
        api.Send<NewCaseDocument, DisciplineCaseDetail>(
            HttpMethod.Post,
            $"/api/discipline/cases/{detail.Case.Id}/documents",
            draft.ToRequest(detail.Case.Version),
            cancel: cancel
        );
}

namespace RegionNet.Portal.Api;

/// <summary>The API refused, or could not be reached.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail ?? problem.Title)
{
    public const string Unreachable = "portal.unreachable";

    public Problem Problem { get; } = problem;

    /// <summary>
    /// True when the service has surely decided. Otherwise (no answer, a gateway's error) the request may have been carried out.
    /// </summary>
    public bool IsFinal => Problem.Status is >= 400 and < 500 and not 408 and not 429;
}

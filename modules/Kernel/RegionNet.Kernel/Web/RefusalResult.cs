using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace RegionNet.Kernel;

/// <summary>A refusal as a problem document (RFC 9457), in the caller's language, with a stable code and the trace id.</summary>
public sealed class RefusalResult(Refusal refusal) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public Refusal Refusal => refusal;
    public int? StatusCode => refusal.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = refusal.Status;
        return httpContext.Response.WriteAsJsonAsync(
            Problem(refusal, httpContext),
            Json.Options,
            "application/problem+json",
            httpContext.RequestAborted
        );
    }

    public static ProblemDetails Problem(Refusal refusal, HttpContext http)
    {
        var english = Language.IsEnglish(http);
        var problem = new ProblemDetails
        {
            Type = $"https://regionnet.cn/errors/{refusal.Code}",
            Title = english ? refusal.En : refusal.Zh,
            Detail = english ? refusal.DetailEn : refusal.DetailZh,
            Status = refusal.Status,
            Extensions = { ["code"] = refusal.Code, ["traceId"] = TraceId(http) },
        };
        foreach (var (name, value) in refusal.Members)
        {
            problem.Extensions[name] = value;
        }
        return problem;
    }

    internal static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(
                StatusCodes.Status409Conflict,
                typeof(ProblemDetails),
                ["application/problem+json"]
            )
        );
}

public static class RefusalExtensions
{
    public static RefusalResult ToResult(this Refusal refusal) => new(refusal);
}

/// <summary>zh-CN unless the caller prefers English.</summary>
public static class Language
{
    public static bool IsEnglish(HttpContext http)
    {
        var accepted = http.Request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality != 0);
        foreach (var language in accepted.OrderByDescending(l => l.Quality ?? 1))
        {
            if (Is(language, "zh"))
            {
                return false;
            }
            if (Is(language, "en"))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a language range is a language, with or without a region: <c>en</c>, <c>en-GB</c>, not <c>enm</c>.</summary>
    private static bool Is(StringWithQualityHeaderValue range, string language) =>
        range.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (range.Value.Length == language.Length || range.Value[language.Length] == '-');
}

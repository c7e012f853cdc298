using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// Conditional requests (RFC 9110 section 13) about a list: what it says depends on how far it has come, on the day, and on the question;
/// nothing has to be read to know that it is the same.
/// </summary>
internal static class ConditionalGet
{
    /// <returns>True when the caller has it already: 304 is the answer.</returns>
    public static bool IsUnchanged(HttpContext http, ListHead head, AsOf asOf, bool explicitKnown, string shown)
    {
        // What is known of a past instant doesn't change with the list; of now it does.
        var known = explicitKnown ? $"{asOf.Known:O}" : "";
        var text = $"{head.ListCode}|{head.Head}|{asOf.On:O}|{known}|{shown}|{http.Request.QueryString}";
        var tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}\""
        );
        // An entry that ends leaves at midnight: the day's beginning changes the answer as a change of the list does.
        var midnight = BusinessTime.At(asOf.On, TimeOnly.MinValue);
        var modified = head.KnownAt > midnight ? head.KnownAt : midnight;
        modified = modified.AddTicks(-(modified.Ticks % TimeSpan.TicksPerSecond));
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = modified;
        var asked = http.Request.GetTypedHeaders();
        return asked.IfNoneMatch is { Count: > 0 } tags
            ? tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false))
            : asked.IfModifiedSince >= modified;
    }
}

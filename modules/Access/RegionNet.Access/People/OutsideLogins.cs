using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Store;
using RegionNet.Kernel;

namespace RegionNet.Access.People;

/// <param name="Issuer">The <c>iss</c> of the outside issuer's tokens.</param>
/// <param name="Subject">The person's <c>sub</c> there.</param>
public sealed record OutsideLoginRequest(
    [property: Required, Url, StringLength(400)] string Issuer,
    [property: Required, StringLength(255, MinimumLength = 1)] string Subject
);

/// <summary>Says that an identity at an outside issuer (<c>Access:OutsideIssuer</c>) is one of our people.</summary>
internal static class OutsideLogins
{
    public static async Task<Results<NoContent, RefusalResult>> Link(
        Guid id,
        OutsideLoginRequest request,
        HttpContext http,
        AccessDb db
    )
    {
        var linked = await db.InTransaction<Guid>(
            http.CurrentUser().Actor,
            async tx =>
            {
                var written = await tx.Execute(
                    """
                    insert into person_login (login_provider, provider_key, provider_display_name, user_id)
                    select @Issuer, @Subject, @Issuer, id from person where id = @id
                    """,
                    new
                    {
                        id,
                        Issuer = request.Issuer.TrimEnd('/'),
                        request.Subject,
                    }
                );
                if (written == 0)
                {
                    return KernelErrors.NotFound;
                }
                tx.Audit("access.person.linked", id.ToString(), request);
                return id;
            }
        );
        return linked.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RegionNet.Portal.Language;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Api;

/// <summary>
/// The public HTTP API at this origin. The session is a cookie that scripts can't read; unsafe requests carry the anti-forgery
/// token. Every refusal becomes a <see cref="ProblemException"/>; a 401 also ends the session on screen.
/// </summary>
public sealed class ApiClient(HttpClient http, SessionState session, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SecondTry = TimeSpan.FromMilliseconds(400);

    /// <summary>Reads; tried twice, for a replica that goes away answers the second time.</summary>
    public async Task<T> Get<T>(string path, CancellationToken cancel = default)
    {
        try
        {
            return await Ask<T>(HttpMethod.Get, path, null, null, cancel);
        }
        catch (ProblemException e) when (e.Problem.Status is 0 or 502 or 503 or 504)
        {
            await Task.Delay(SecondTry, clock, cancel);
            return await Ask<T>(HttpMethod.Get, path, null, null, cancel);
        }
    }

    /// <summary>Asks once whether something has changed since it was last read.</summary>
    /// <param name="tag">The ETag of what is known; null: nothing is.</param>
    public async Task<Reading<T>> GetChanged<T>(string path, string? tag, CancellationToken cancel = default)
        where T : class
    {
        using var answer = await Exchange(HttpMethod.Get, path, null, null, cancel, tag);
        var value = answer.StatusCode == HttpStatusCode.NotModified ? null : await Read<T>(answer, cancel);
        return new Reading<T>(value, answer.Headers.ETag?.ToString() ?? tag, answer.Headers.Date);
    }

    /// <summary>Writes and reads the answer.</summary>
    public Task<TAnswer> Send<TBody, TAnswer>(
        HttpMethod method,
        string path,
        TBody body,
        string? idempotencyKey = null,
        CancellationToken cancel = default
    ) => Ask<TAnswer>(method, path, Content(body), idempotencyKey, cancel);

    /// <summary>Writes; the answer's body does not matter.</summary>
    public async Task Send<TBody>(HttpMethod method, string path, TBody body, CancellationToken cancel = default)
    {
        using var answer = await Exchange(method, path, Content(body), null, cancel);
    }

    /// <summary>Sends a file as it is.</summary>
    public Task<TAnswer> Upload<TAnswer>(string path, byte[] file, string type, CancellationToken cancel = default) =>
        Ask<TAnswer>(
            HttpMethod.Post,
            path,
            new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
            null,
            cancel
        );

    /// <summary>Sends a file with its name, as a form does.</summary>
    public Task<TAnswer> UploadNamed<TAnswer>(
        string path,
        byte[] file,
        string name,
        string idempotencyKey,
        CancellationToken cancel = default
    ) =>
        Ask<TAnswer>(
            HttpMethod.Post,
            path,
            new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } },
            idempotencyKey,
            cancel
        );

    /// <summary>Asks for a file to be made.</summary>
    /// <returns>Its bytes, and the name that the service gives it.</returns>
    public async Task<(byte[] Bytes, string? Name)> Make(string path, CancellationToken cancel = default)
    {
        using var answer = await Exchange(HttpMethod.Post, path, Content(new NoBody()), null, cancel);
        var named = answer.Content.Headers.ContentDisposition;
        return (await answer.Content.ReadAsByteArrayAsync(cancel), (named?.FileNameStar ?? named?.FileName)?.Trim('"'));
    }

    private static ByteArrayContent Content<T>(T body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, PortalJson.For<T>()))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };

    private async Task<T> Ask<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        string? idempotencyKey,
        CancellationToken cancel
    )
    {
        using var answer = await Exchange(method, path, content, idempotencyKey, cancel);
        return await Read<T>(answer, cancel);
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            return await JsonSerializer.DeserializeAsync(body, PortalJson.For<T>(), cancel)
                ?? throw new JsonException("The answer is empty.");
        }
        catch (Exception e) when (e is JsonException or HttpRequestException)
        {
            throw Unreadable((int)answer.StatusCode, e.Message);
        }
    }

    private async Task<HttpResponseMessage> Exchange(
        HttpMethod method,
        string path,
        HttpContent? content,
        string? idempotencyKey,
        CancellationToken cancel,
        string? tag = null
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.AcceptLanguage.ParseAdd(Languages.Current);
        if (method != HttpMethod.Get)
        {
            request.Headers.Add("X-RegionNet-Antiforgery", session.AntiforgeryToken);
        }
        if (!session.Attended)
        {
            request.Headers.Add("X-RegionNet-Background", "1");
        }
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(tag);
        }
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        HttpResponseMessage answer;
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            answer = await http.SendAsync(request, either.Token);
        }
        catch (Exception e)
            when (e is HttpRequestException || late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new ProblemException(
                new Problem
                {
                    Title = Texts.Problems.Unreachable,
                    Detail = Texts.Problems.UnreachableDetail,
                    Code = ProblemException.Unreachable,
                }
            );
        }
        if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified)
        {
            return answer;
        }
        using (answer)
        {
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                session.End();
            }
            throw new ProblemException(await ReadProblem(answer, cancel));
        }
    }

    private static async Task<Problem> ReadProblem(HttpResponseMessage answer, CancellationToken cancel)
    {
        var status = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            try
            {
                var body = await answer.Content.ReadAsByteArrayAsync(cancel);
                if (JsonSerializer.Deserialize(body, PortalJson.For<Problem>()) is { } problem)
                {
                    problem.Status = status;
                    return problem;
                }
            }
            catch (JsonException)
            {
                // Not the problem it says it is: the status alone is told.
            }
        }
        return Unreadable(status, null).Problem;
    }

    private static ProblemException Unreadable(int status, string? detail) =>
        new(
            new Problem
            {
                Title = Texts.Problems.Unexpected,
                Detail = detail ?? Texts.Problems.UnexpectedDetail.With(status),
                Status = status,
            }
        );
}

/// <param name="Value">Null: it is as it was.</param>
/// <param name="At">The service's clock, to the second.</param>
public sealed record Reading<T>(T? Value, string? Tag, DateTimeOffset? At)
    where T : class;

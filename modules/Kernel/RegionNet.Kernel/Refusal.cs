using System.Collections.Immutable;

namespace RegionNet.Kernel;

/// <summary>
/// Why a request is not carried out: a stable code, an HTTP status and a title in both languages. Modules list theirs in
/// one file (<c>XErrors.cs</c>); <c>docs/errors.md</c> is generated from these.
/// </summary>
/// <param name="Code">Stable, <c>module.kebab-case</c>. Clients may switch on it; it never changes its meaning.</param>
/// <param name="Status">400 shape, 403/404 access, 409 state, 412 stale version, 422 key reused, 429 and 503 try later.</param>
/// <param name="Zh">The title in Chinese.</param>
/// <param name="En">The title in English.</param>
public sealed record Refusal(string Code, int Status, string Zh, string En)
{
    /// <summary>What to do about it, in Chinese, where the title alone does not say.</summary>
    public string? DetailZh { get; private init; }

    /// <summary>What to do about it, in English.</summary>
    public string? DetailEn { get; private init; }

    /// <summary>Further members of the problem document, for example the rooms that are taken.</summary>
    public ImmutableDictionary<string, object> Members { get; private init; } =
        ImmutableDictionary<string, object>.Empty;

    public Refusal Because(string zh, string en) => this with { DetailZh = zh, DetailEn = en };

    public Refusal With(string member, object value) => this with { Members = Members.SetItem(member, value) };
}

/// <summary>Either the value of a command that was carried out, or the refusal that left everything unchanged.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">The command was refused.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

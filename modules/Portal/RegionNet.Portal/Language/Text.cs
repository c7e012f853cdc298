namespace RegionNet.Portal.Language;

/// <summary>One sentence of the interface in both languages. It reads itself in the language now chosen.</summary>
public readonly record struct Text(string Zh, string En)
{
    public static implicit operator string(Text text) => text.ToString();

    /// <summary>Fills the numbered gaps (<c>{0}</c>) of the sentence.</summary>
    public string With(params object?[] values) => string.Format(null, ToString(), values);

    public override string ToString() => Languages.Pick(Zh, En);
}

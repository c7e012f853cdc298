using System.Text;

namespace RegionNet.Portal.Api;

/// <summary>A path with its query; empty values are left out.</summary>
public sealed class ApiQuery(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _started;

    public ApiQuery With(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return this;
        }
        _text.Append(_started ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value.Trim()));
        _started = true;
        return this;
    }

    public override string ToString() => _text.ToString();

    public static implicit operator string(ApiQuery query) => query.ToString();
}

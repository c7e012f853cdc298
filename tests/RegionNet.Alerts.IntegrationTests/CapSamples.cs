using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>CAP messages as other systems write them, and as nobody should.</summary>
internal static class CapSamples
{
    public static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <summary>A message of another system: one language, two areas, a resource, no headline.</summary>
    public static XElement Foreign(string identifier, string type = "Alert", string? refersTo = null)
    {
        var sent = Time(TimeProvider.System.GetUtcNow().AddMinutes(-1));
        return E(
            "alert",
            E("identifier", identifier),
            E("sender", "warnings@example.org"),
            E("sent", sent),
            E("status", "Actual"),
            E("msgType", type),
            E("scope", "Public"),
            E("code", "IPAWSv1.0"),
            refersTo is null ? null : E("references", $"warnings@example.org,{refersTo},{sent}"),
            E(
                "info",
                E("language", "en-US"),
                E("category", "Infra"),
                E("category", "Other"),
                E("event", "Network outage"),
                E("responseType", "Monitor"),
                E("urgency", "Expected"),
                E("severity", "Severe"),
                E("certainty", "Likely"),
                E("eventCode", E("valueName", "SAME"), E("value", "NOW")),
                E("expires", Time(TimeProvider.System.GetUtcNow().AddDays(1))),
                E("description", "The register can't be reached.\nExpect delays."),
                E("instruction", "Use paper."),
                E("web", "https://example.org/outage"),
                E("parameter", E("valueName", "HSAS"), E("value", "ORANGE")),
                E("resource", E("resourceDesc", "Map"), E("mimeType", "image/png"), E("size", "1024")),
                E(
                    "area",
                    E("areaDesc", "Pearl River Delta"),
                    E("polygon", "22.5,113.2 23.2,113.2 23.2,114.0 22.5,113.2"),
                    E("geocode", E("valueName", "regionnet:zone"), E("value", "GBA")),
                    E("altitude", "0.5")
                ),
                E("area", E("areaDesc", "Elsewhere"))
            )
        );
    }

    public static XElement E(string name, params object?[] content) => new(Cap + name, content);

    public static string Time(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static byte[] Bytes(XElement element) =>
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{element}");

    /// <summary>Each with what is wrong about it, and the element that the refusal must name (null: any).</summary>
    public static IEnumerable<(string What, byte[] Document, string? Element)> Malformed()
    {
        var good = Foreign("malformed");
        string[] needed = ["identifier", "sender", "sent", "status", "msgType", "scope"];
        string[] once = [.. needed];
        foreach (var name in needed)
        {
            yield return Changed($"no {name}", a => a.Element(Cap + name)!.Remove(), $"alert/{name}");
            yield return Changed($"empty {name}", a => a.Element(Cap + name)!.Value = "", $"alert/{name}");
            yield return Changed($"blank {name}", a => a.Element(Cap + name)!.Value = " \n ", $"alert/{name}");
            yield return Changed(
                $"wrong {name}",
                a => a.Element(Cap + name)!.Value = "no, not < this",
                $"alert/{name}"
            );
            yield return Changed($"{name} last", a => Move(a, name), $"alert/{name}");
            yield return Changed($"{name} with children", a => a.Element(Cap + name)!.Add(E("x")), $"alert/{name}");
            yield return Changed(
                $"{name} with an attribute",
                a => a.Element(Cap + name)!.SetAttributeValue("lang", "en"),
                $"alert/{name}"
            );
            yield return Changed(
                $"{name} in capitals",
                a => a.Element(Cap + name)!.Name = Cap + name.ToUpperInvariant(),
                null
            );
            yield return Changed($"{name} of no namespace", a => a.Element(Cap + name)!.Name = name, null);
        }
        foreach (var name in once)
        {
            yield return Changed(
                $"{name} twice",
                a => a.Element(Cap + name)!.AddAfterSelf(new XElement(a.Element(Cap + name)!)),
                $"alert/{name}"
            );
        }
        foreach (var name in (string[])["event", "urgency", "severity", "certainty"])
        {
            yield return Changed($"no {name}", a => In(a, name).Remove(), $"alert/info[1]/{name}");
            yield return Changed($"empty {name}", a => In(a, name).Value = "", $"alert/info[1]/{name}");
            yield return Changed($"{name} twice", a => In(a, name).AddAfterSelf(E(name, "x")), $"alert/info[1]/{name}");
            yield return Changed($"{name} with children", a => In(a, name).Add(E("x")), $"alert/info[1]/{name}");
        }
        foreach (var name in (string[])["urgency", "severity", "certainty", "category", "responseType"])
        {
            foreach (var value in (string[])["severe", "HIGH", "红", "Severe ", "1", "Extreme,Severe"])
            {
                yield return Changed($"{name} {value}", a => In(a, name).Value = value, null);
            }
        }
        foreach (var name in (string[])["sent", "expires"])
        {
            foreach (
                var time in (string[])
                    [
                        "2026-11-23",
                        "2026-11-23T18:00:00Z",
                        "2026-11-23T18:00:00",
                        "2026-11-23T18:00:00.5+08:00",
                        "2026-13-23T18:00:00+08:00",
                        "2026-11-23T25:00:00+08:00",
                        "2026-11-23 18:00:00+08:00",
                        "2026-11-23T18:00:00+99:00",
                        "0001-01-01T00:00:00+08:00",
                        "9999-12-31T23:59:59-08:00",
                        "1763892000",
                        "now",
                    ]
            )
            {
                yield return Changed($"{name} {time}", a => (a.Element(Cap + name) ?? In(a, name)).Value = time, null);
            }
        }
        foreach (var status in (string[])["Exercise", "System", "Test", "Draft", "actual", "ACTUAL"])
        {
            yield return Changed($"status {status}", a => a.Element(Cap + "status")!.Value = status, "alert/status");
        }
        foreach (var type in (string[])["Ack", "Error", "Update", "Cancel", "alert", "All"])
        {
            yield return Changed(
                $"msgType {type} without reference",
                a => a.Element(Cap + "msgType")!.Value = type,
                null
            );
        }
        foreach (var reference in (string[])["", "x", "a,b", "a,b,c", "a,b,2026-11-23T18:00:00Z", "a,b,c,d", ",,"])
        {
            yield return Changed(
                $"references {reference}",
                a => a.Element(Cap + "code")!.AddAfterSelf(E("references", reference)),
                "alert/references"
            );
        }
        foreach (var name in (string[])["a b", "a,b", "a&b", "a\nb", new string('x', 201)])
        {
            yield return Changed(
                $"identifier {name}",
                a => a.Element(Cap + "identifier")!.Value = name,
                "alert/identifier"
            );
            yield return Changed($"sender {name}", a => a.Element(Cap + "sender")!.Value = name, "alert/sender");
        }
        foreach (var name in (string[])["eventCode", "parameter"])
        {
            yield return Changed($"{name} without value", a => In(a, name).Element(Cap + "value")!.Remove(), null);
            yield return Changed($"{name} turned round", a => Move(In(a, name), "valueName"), null);
            yield return Changed($"{name} with text", a => In(a, name).Add("text"), $"alert/info[1]/{name}[1]");
            yield return Changed($"{name} with a third", a => In(a, name).Add(E("value", "x")), null);
        }
        foreach (var language in (string[])["", "中文", "en_US", "toolonglanguage", "en-", "1"])
        {
            yield return Changed(
                $"language {language}",
                a => In(a, "language").Value = language,
                "alert/info[1]/language"
            );
        }
        foreach (var number in (string[])["", "1 KB", "0x10", "NaN", "1,5"])
        {
            yield return Changed(
                $"size {number}",
                a => In(a, "resource").Element(Cap + "size")!.Value = number,
                "alert/info[1]/resource[1]/size"
            );
            yield return Changed(
                $"altitude {number}",
                a => In(a, "area").Element(Cap + "altitude")!.Value = number,
                "alert/info[1]/area[1]/altitude"
            );
        }
        yield return Changed("no info", a => a.Element(Cap + "info")!.Remove(), "alert/info");
        yield return Changed("empty info", a => a.Element(Cap + "info")!.RemoveNodes(), null);
        yield return Changed("no category", a => a.Descendants(Cap + "category").Remove(), "alert/info[1]/category");
        yield return Changed("no areaDesc", a => In(a, "area").Element(Cap + "areaDesc")!.Remove(), null);
        yield return Changed("no mimeType", a => In(a, "resource").Element(Cap + "mimeType")!.Remove(), null);
        yield return Changed("no geocode", a => a.Descendants(Cap + "geocode").Remove(), null);
        yield return Changed("red", a => In(a, "severity").Value = "Extreme", "alert/info[1]/severity");
        yield return Changed(
            "sent in the future",
            a => a.Element(Cap + "sent")!.Value = Time(TimeProvider.System.GetUtcNow().AddMinutes(10)),
            "alert/sent"
        );
        yield return Changed(
            "expired",
            a => In(a, "expires").Value = Time(TimeProvider.System.GetUtcNow().AddMinutes(-1)),
            "alert/info[1]/expires"
        );
        yield return Changed(
            "restricted to nobody",
            a => a.Element(Cap + "scope")!.Value = "Restricted",
            "alert/restriction"
        );
        yield return Changed("private to nobody", a => a.Element(Cap + "scope")!.Value = "Private", "alert/addresses");
        yield return Changed("text between", a => a.Add("text"), "alert");
        yield return Changed("an unknown element", a => a.Add(E("more", "x")), "alert/more");
        yield return Changed("a foreign element", a => a.Add(new XElement("{urn:x}more", "x")), "alert/more");
        yield return Changed("info before sent", a => Move(a, "sent"), "alert/sent");
        yield return Changed("an alert in an alert", a => a.Add(new XElement(a)), "alert/alert");
        yield return ("CAP 1.1", Bytes(XElement.Parse(good.ToString().Replace("cap:1.2", "cap:1.1"))), "alert");
        yield return ("no namespace", Raw("<alert><identifier>x</identifier></alert>"), "alert");
        yield return ("another root", Raw($"<info xmlns='{Cap}'/>"), "alert");
        yield return ("nothing", [], "alert");
        yield return ("blank", Raw("   "), "alert");
        yield return ("JSON", Raw("{\"identifier\":\"x\"}"), "alert");
        yield return ("HTML", Raw("<!doctype html><html><body>no</body></html>"), "alert");
        yield return ("cut off", Bytes(good)[..^20], "alert");
        yield return ("two roots", [.. Bytes(good), .. Raw("<alert/>")], "alert");
        yield return ("not UTF-8", [.. Bytes(good)[..200], 0xff, 0xc0, .. Bytes(good)[200..]], "alert");
        yield return ("a control character", Raw("<alert>&#1;</alert>"), "alert");
        yield return ("an unknown encoding", Raw("<?xml version='1.0' encoding='x-none'?><alert/>"), "alert");
        yield return ("an undeclared entity", Raw("<alert>&me;</alert>"), "alert");
        yield return ("an undeclared prefix", Raw("<c:alert/>"), "alert");
        yield return ("deep", Raw(string.Concat(Enumerable.Repeat("<a>", 400))), "alert");
        yield return (
            "deep and closed",
            Raw(string.Concat(Enumerable.Repeat("<a>", 2000)) + string.Concat(Enumerable.Repeat("</a>", 2000))),
            "alert"
        );
        yield return (
            "an entity of the file system",
            Raw("<!DOCTYPE alert [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><alert>&f;</alert>"),
            "alert"
        );
        yield return (
            "entities that multiply",
            Raw("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><alert>&b;&b;</alert>"),
            "alert"
        );
        yield return ("a document type", Raw($"<!DOCTYPE alert SYSTEM 'http://127.0.0.1:9/x.dtd'>{good}"), "alert");

        (string, byte[], string?) Changed(string what, Action<XElement> change, string? element)
        {
            var document = new XElement(good);
            change(document);
            return (what, Bytes(document), element);
        }

        static byte[] Raw(string text) => Encoding.UTF8.GetBytes(text);
        static XElement In(XElement alert, string name) => alert.Element(Cap + "info")!.Element(Cap + name)!;
        static void Move(XElement parent, string name)
        {
            var element = parent.Element(Cap + name)!;
            element.Remove();
            parent.Add(element);
        }
    }
}

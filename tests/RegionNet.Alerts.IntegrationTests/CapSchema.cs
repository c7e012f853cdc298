using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Judges documents by the schemas of CAP 1.2; see Schemas/README.md.</summary>
internal static class CapSchema
{
    private static readonly Lazy<IReadOnlyList<XmlSchemaSet>> Schemas = new(() =>
        [
            .. new[] { Beside("Schemas/cap-1.2.xsd"), Environment.GetEnvironmentVariable("CAP_SCHEMA") }
                .OfType<string>()
                .Select(Read),
        ]
    );

    /// <returns>What the schemas object to.</returns>
    public static IReadOnlyList<string> Objections(byte[] document)
    {
        var objections = new List<string>();
        foreach (var schema in Schemas.Value)
        {
            using var reader = XmlReader.Create(new MemoryStream(document));
            XDocument.Load(reader).Validate(schema, (_, e) => objections.Add(e.Message));
        }
        return objections;
    }

    private static XmlSchemaSet Read(string file)
    {
        var set = new XmlSchemaSet();
        using var reader = XmlReader.Create(file);
        set.Add(XmlSchema.Read(reader, (_, e) => Assert.Fail(e.Message))!);
        set.Compile();
        return set;
    }

    private static string Beside(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, file);
}

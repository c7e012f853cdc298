using Xunit;

namespace RegionNet.ArchitectureTests
{
    /// <summary>Each rule is seen to fail on a violation made for it, and to pass what it should.</summary>
    public sealed class SeededViolationTests
    {
        [Theory]
        [InlineData("RegionNet.Hearings", "RegionNet.Zones")]
        [InlineData("RegionNet.Hearings", "RegionNet.Migrator")]
        [InlineData("RegionNet.Hearings", "RegionNet.Gateway")]
        [InlineData("RegionNet.Hearings.Contracts", "RegionNet.Kernel")]
        [InlineData("RegionNet.Hearings.Contracts", "RegionNet.Zones.Contracts")]
        [InlineData("RegionNet.Kernel", "RegionNet.Zones.Contracts")]
        [InlineData("RegionNet.Gateway", "RegionNet.Kernel")]
        [InlineData("RegionNet.Gateway", "RegionNet.Access.Contracts")]
        [InlineData("RegionNet.Portal", "RegionNet.Hearings.Contracts")]
        [InlineData("RegionNet.ServiceDefaults", "RegionNet.Kernel")]
        [InlineData("RegionNet.App", "RegionNet.Gateway")]
        public void A_forbidden_reference_is_found(string from, string to) =>
            Assert.Equal(
                [$"{from} may not reference {to}"],
                ReferenceRules.Forbidden([new Unit(from, ["Npgsql", to])])
            );

        [Theory]
        [InlineData("RegionNet.Hearings", "RegionNet.Kernel")]
        [InlineData("RegionNet.Hearings", "RegionNet.ServiceDefaults")]
        [InlineData("RegionNet.Hearings", "RegionNet.Hearings.Contracts")]
        [InlineData("RegionNet.Hearings", "RegionNet.Zones.Contracts")]
        [InlineData("RegionNet.App", "RegionNet.Hearings")]
        [InlineData("RegionNet.Migrator", "RegionNet.Hearings")]
        [InlineData("RegionNet.Gateway", "RegionNet.ServiceDefaults")]
        public void A_reference_of_the_design_is_let_be(string from, string to) =>
            Assert.Empty(ReferenceRules.Forbidden([new Unit(from, [to])]));

        [Theory]
        [InlineData("Microsoft.AspNetCore.Http")]
        [InlineData("Npgsql")]
        [InlineData("RegionNet.Kernel")]
        public void A_contract_beyond_the_BCL_is_found(string reference)
        {
            var contract = new Unit("RegionNet.Seeded.Contracts", ["System.Runtime", reference]);

            Assert.Contains(
                reference,
                Assert.Single(ReferenceRules.ContractsBeyondTheBcl([contract])),
                StringComparison.Ordinal
            );
        }

        [Fact]
        public void A_cycle_is_found_through_contracts_and_over_several_modules()
        {
            Unit[] units =
            [
                new("RegionNet.A", ["RegionNet.B.Contracts", "RegionNet.A.Contracts", "RegionNet.Kernel"]),
                new("RegionNet.B", ["RegionNet.C.Contracts"]),
                new("RegionNet.C", ["RegionNet.A.Contracts"]),
                new("RegionNet.D", ["RegionNet.A.Contracts"]),
            ];

            Assert.Equal(3, ReferenceRules.Cycles(units).Count());
            Assert.Empty(ReferenceRules.Cycles([.. units[..2], units[3]]));
        }

        [Fact]
        public void A_public_type_is_found() =>
            Assert.Equal(
                ["RegionNet.Seeded.OpenHandler must be internal"],
                TypeRules.Shown(
                    "Seeded",
                    [
                        typeof(Seeded.SeededModule),
                        typeof(Seeded.OpenHandler),
                        typeof(Seeded.GoodRequest),
                        typeof(Seeded.RecordHelper),
                    ]
                )
            );

        [Fact]
        public void A_request_that_validation_does_not_see_is_found() =>
            Assert.Equal(
                4,
                TypeRules
                    .UnvalidatedRequests([
                        typeof(Seeded.GoodRequest),
                        typeof(Seeded.PartedRequest),
                        typeof(Seeded.InternalRequest),
                        typeof(Seeded.OpenRequest),
                        typeof(Seeded.OpenHandler.NestedRequest),
                    ])
                    .Count()
            );

        [Fact]
        public void An_empty_name_is_found()
        {
            Assert.Single(TypeRules.EmptyNames([typeof(Seeded.RecordHelper), typeof(Seeded.OpenHandler)]));
            Assert.Equal(
                2,
                TypeRules.EmptyFileNames(["a/RoomManager.cs", "a/StringUtils.razor.cs", "a/Database.cs"]).Count()
            );
        }

        [Fact]
        public void A_projects_references_are_read_from_its_file()
        {
            var folder = Directory.CreateTempSubdirectory("regionnet-seeded-");
            try
            {
                var file = Path.Combine(folder.FullName, "RegionNet.Seeded.csproj");
                File.WriteAllText(
                    file,
                    """
                    <Project><ItemGroup>
                      <ProjectReference Include="../../Zones/RegionNet.Zones/RegionNet.Zones.csproj" />
                      <ProjectReference Include="..\..\Kernel\RegionNet.Kernel\RegionNet.Kernel.csproj" />
                    </ItemGroup></Project>
                    """
                );

                Assert.Equal(
                    ["RegionNet.Seeded may not reference RegionNet.Zones"],
                    ReferenceRules.Forbidden([Repository.ReadProject(file)])
                );
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }
}

namespace RegionNet.Seeded
{
    public static class SeededModule;

    public sealed class OpenHandler
    {
        public sealed record NestedRequest(int A);
    }

    public sealed record GoodRequest(int A);

    public sealed record PartedRequest(OpenPart[] Parts);

    public record OpenPart(int A);

    public record OpenRequest(int A);

    internal sealed record InternalRequest(int A);

    internal sealed class RecordHelper;

    internal static class SeededErrors
    {
        public static readonly Kernel.Refusal A = new("seeded.a", 409, "甲", "A");
        public static readonly Kernel.Refusal Again = new("seeded.a", 409, "甲", "A");
        public static readonly Kernel.Refusal B = new("Seeded B", 409, "乙", "B");
        public static readonly Kernel.Refusal C = new("seeded.c", 200, "丙", " ");
    }
}

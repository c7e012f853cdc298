using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>A duty room with the roads out of it.</summary>
public sealed class RoadsRoom : DutyRoom
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Alerts:Cap:Sender", "cap.test")];
}

[CollectionDefinition]
public sealed class RoadsRoomCollection : ICollectionFixture<RoadsRoom>;

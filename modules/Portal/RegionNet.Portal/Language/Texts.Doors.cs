namespace RegionNet.Portal.Language;

public static partial class Texts
{
    /// <summary>What the tablet at a door says, to people who never saw the portal.</summary>
    public static class Door
    {
        public static readonly Text Title = new("审理庭门口显示屏", "Door display");
        public static readonly Text Free = new("空闲", "Free");
        public static readonly Text InSession = new("进行中", "In session");
        public static readonly Text InUse = new("使用中", "In use");
        public static readonly Text Waiting = new("等待签到", "Please check in");
        public static readonly Text Until = new("至 {0}", "until {0}");
        public static readonly Text Nothing = new("今天没有其他安排", "Nothing else today");
        public static readonly Text Overtime = new("已超过预定时间", "over time");
        public static readonly Text Number = new("编号 {0}", "No. {0}");
        public static readonly Text Next = new("接下来", "Next");
        public static readonly Text Booked = new("已预约", "Booked");
        public static readonly Text Code = new("签到码", "Check-in code");
        public static readonly Text CodeHint = new(
            "请输入预约单位告知的 6 位数字",
            "Enter the six digits you were given"
        );
        public static readonly Text Entered = new("已输入 {0} 位，共 {1} 位", "{0} of {1} digits");
        public static readonly Text Clear = new("清除", "Clear");
        public static readonly Text Back = new("退格", "Delete");
        public static readonly Text CheckIn = new("签到", "Check in");
        public static readonly Text CheckedIn = new("签到成功", "You are checked in");
        public static readonly Text Locked = new(
            "签到码多次输错，请于 {0} 后再试，或由工作人员签到",
            "Too many wrong codes. Try again after {0}, or ask a clerk to check you in"
        );
        public static readonly Text Lost = new(
            "自 {0} 起连接中断，以下内容可能已经过时；正在自动恢复",
            "No connection since {0}: what is shown may be old. It comes back by itself"
        );
        public static readonly Text Gone = new("此链接无效或已停用", "This link is not valid, or no longer");
        public static readonly Text GoneAdvice = new(
            "请审理庭管理员登录系统，在“审理庭”中打开本庭，于“门口显示屏”处生成新链接，并在这台平板上打开。庭审安排请向工作人员询问。",
            "The room manager signs in, opens this room under Rooms, makes a new link under Door displays, and opens it on this tablet. For today's hearings, please ask the staff."
        );
    }
}
